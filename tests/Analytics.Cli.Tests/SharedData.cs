namespace Analytics.Cli.Tests;

/// <summary>Published data beside the checkout, never part of it. A test that needs one and does not find it says so and returns.</summary>
internal static class SharedData
{
    /// <summary>The path of a file in <c>../shared</c>, or null (said aloud) where it is not there.</summary>
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
        if (path is not null && File.Exists(path))
        {
            return path;
        }

        Console.WriteLine($"SKIPPED: ../shared/{name} is not there, nothing was checked");
        return null;
    }
}
