namespace Analytics.Tests;

/// <summary>
/// Published data sets and corpora beside the checkout (<c>../shared</c>), never part of it. A test that needs one and does not find it
/// says so on the console and returns.
/// </summary>
internal static class SharedFiles
{
    /// <summary>The path of a file or folder in <c>../shared</c>, or null (said aloud) where it is not there.</summary>
    public static string? Find(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (
            folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmAnalytics.sln"))
        )
        {
            folder = folder.Parent;
        }

        var path = folder is null
            ? null
            : Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", name));
        if (Path.Exists(path))
        {
            return path;
        }

        Console.WriteLine($"SKIPPED: ../shared/{name} is not there, nothing was checked");
        return null;
    }
}
