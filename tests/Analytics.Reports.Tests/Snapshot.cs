using System.Runtime.CompilerServices;

namespace Analytics.Reports.Tests;

/// <summary>
/// Compares a text with a file under Snapshots. Where they differ, what was found is written beside it as NAME.found: look at it, and rename it where
/// it is right.
/// </summary>
internal static class Snapshot
{
    public static void Check(string name, string found, [CallerFilePath] string caller = "")
    {
        var project = Path.GetDirectoryName(caller)!;
        while (!Directory.Exists(Path.Combine(project, "Snapshots")))
        {
            project = Path.GetDirectoryName(project)!;
        }

        var path = Path.Combine(project, "Snapshots", name);
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == found)
        {
            return;
        }

        File.WriteAllText(path + ".found", found);
        Assert.Equal(expected, found);
    }
}
