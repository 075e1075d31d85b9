namespace Analytics.Models.Tests.Data;

/// <summary>
/// Published data sets and corpora beside the checkout (<c>../shared</c>), never part of it. A test that needs one and does not find it
/// says so on the console and returns.
/// </summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder in <c>../shared</c>, or null (said aloud) where it is not there.</summary>
    public static string? Find(string name)
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            if (!File.Exists(Path.Combine(folder.FullName, "CrmAnalytics.sln")))
            {
                continue;
            }

            var path = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", name));
            if (Path.Exists(path))
            {
                return path;
            }

            break;
        }

        Console.WriteLine($"SKIPPED: ../shared/{name} is not there, nothing was checked");
        return null;
    }
}
