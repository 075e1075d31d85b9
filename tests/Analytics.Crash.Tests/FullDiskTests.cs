namespace Analytics.Crash.Tests;

/// <summary>A file system that is too small, at every size: exit code 4 and nothing changed, until there is room for everything.</summary>
public class FullDiskTests
{
    private const int Page = 4096;

    [Theory]
    [InlineData("run-again")]
    [InlineData("table")]
    [InlineData("import")]
    [InlineData("compact")]
    public void Nothing_changes_where_the_room_does_not_suffice(string name)
    {
        if (!OperatingSystem.IsLinux() || !Tools.Try("mount", "--version"))
        {
            return;
        }

        using var stage = new Stage(Scenario.All.Single(s => s.Name == name));
        var (refused, size) = (0, Pages(stage.Before));
        for (; ; size += CrashTests.IsFull ? 1 : 4)
        {
            var root = stage.Fresh(new Tree());
            if (!Tools.Try("mount", "-t", "tmpfs", "-o", Options(size), "crm-crash", root))
            {
                Console.WriteLine("SKIPPED: only root can mount a small file system");
                return;
            }

            try
            {
                stage.Before.WriteTo(root);
                var run = stage.Start(root);
                var left = Tree.Of(root);
                if (run.ExitCode == 0)
                {
                    Assert.Equal("", left.DifferenceFrom(stage.After));
                    break;
                }

                refused++;
                Assert.True(run.ExitCode == 4, run.Error);
                Assert.Contains("the disk is full", run.Error, StringComparison.Ordinal);
                Assert.Equal("", left.DifferenceFrom(stage.Before));
            }
            finally
            {
                Assert.True(Tools.Try("umount", root));
                Stage.Drop(root);
            }
        }

        Report.Say(
            FormattableString.Invariant(
                $"{name} on a file system of every {(CrashTests.IsFull ? "" : "fourth ")}size up to {size} pages: refused {refused} times with exit code 4, nothing changed"
            )
        );
        Assert.True(refused > 0);
    }

    private static string Options(int pages) =>
        FormattableString.Invariant($"size={pages * Page},mode=0700");

    // directories take no room on tmpfs
    private static int Pages(Tree tree) =>
        tree.Entries.Sum(e => ((e.Bytes?.Length ?? 0) + Page - 1) / Page);
}
