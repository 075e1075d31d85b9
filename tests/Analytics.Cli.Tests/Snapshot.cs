using System.Runtime.CompilerServices;

namespace Analytics.Cli.Tests;

/// <summary>
/// Compares a text with a file under Snapshots. Where they differ, what was found is written beside it as NAME.found: look at it, and rename it where
/// it is right.
/// </summary>
internal static class Snapshot
{
    public static void Check(string name, string found, [CallerFilePath] string caller = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots");
        var path = Path.Combine(folder, name);
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == found)
        {
            return;
        }

        File.WriteAllText(path + ".found", found);
        Assert.Equal(expected, found);
    }
}
