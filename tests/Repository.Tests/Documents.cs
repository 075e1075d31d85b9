namespace Repository.Tests;

/// <summary>The commands that documents tell readers to type.</summary>
internal static class Documents
{
    private const string Launcher = "./crm ";

    /// <summary>The lines of the shell blocks of a Markdown file.</summary>
    public static IEnumerable<string> ShellLines(params string[] path)
    {
        var inside = false;
        foreach (var line in File.ReadLines(Repository.At(path)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line is "```sh" or "```bash";
            }
            else if (inside && line.Length > 0 && line[0] != '#')
            {
                yield return line.Split(" #", 2)[0].Trim();
            }
        }
    }

    /// <summary>The words behind <c>./crm</c> in each shell line that starts it.</summary>
    public static IEnumerable<string[]> CrmCalls(params string[] path) =>
        ShellLines(path)
            .Where(line => line.StartsWith(Launcher, StringComparison.Ordinal))
            .Select(line =>
                line[Launcher.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            );

    /// <summary>The same call with its output somewhere else.</summary>
    public static string[] WithOutput(string[] call, string output)
    {
        var at = Array.IndexOf(call, "--out");
        return at < 0 ? call : [.. call[..(at + 1)], output, .. call[(at + 2)..]];
    }
}
