namespace Analytics.Cli.Tests.Commands;

/// <summary>Small receivables files and what the program makes of them.</summary>
internal static class ReceivablesFiles
{
    /// <summary>Runs a delinquency command over a file with this content.</summary>
    public static CrmRun Run(string command, string content, params string[] options)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.csv"], content);
        return CrmRun.Of(["delinquency", command, folder["in.csv"], .. options]);
    }

    /// <summary>The rows of a CSV text as column to cell.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Table(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(',');
        return lines
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(cells =>
                names
                    .Select((name, i) => (name, cells[i]))
                    .ToDictionary(c => c.name, c => c.Item2, StringComparer.Ordinal)
            )
            .ToList();
    }

    /// <summary>The path of a reference file beside the checkout, or null after saying that it is missing.</summary>
    public static string? Shared(string name)
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            var path = Path.Combine(folder.FullName, "..", "shared", "data", name);
            if (File.Exists(Path.Combine(folder.FullName, "CrmAnalytics.sln")) && File.Exists(path))
            {
                return path;
            }
        }

        Console.WriteLine($"SKIPPED: ../shared/data/{name} is not there, nothing was checked");
        return null;
    }
}
