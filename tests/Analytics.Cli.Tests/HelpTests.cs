using Analytics.Cli.Commands;

namespace Analytics.Cli.Tests;

public class HelpTests
{
    public static TheoryData<string> Pages
    {
        get
        {
            var pages = new TheoryData<string>();
            foreach (var (path, _) in Leaves())
            {
                pages.Add(path);
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_page_of_a_command_is_the_reviewed_one(string path)
    {
        var run = CrmRun.Of([.. path.Split(' '), "--help"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Snapshot.Check(path.Replace(' ', '-') + ".txt", run.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("")]
    public void The_first_page_is_the_reviewed_one(string argument)
    {
        var run = argument.Length == 0 ? CrmRun.Of() : CrmRun.Of(argument);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Snapshot.Check("crm.txt", run.Output);
    }

    [Fact]
    public void Help_is_plain_ascii_within_100_columns()
    {
        foreach (var (path, _) in Leaves())
        {
            var page = CrmRun.Of([.. path.Split(' '), "--help"]).Output;
            Assert.All(page, c => Assert.InRange(c, '\n', '~'));
            Assert.All(
                page.Split('\n')
                    .Where(line => !line.StartsWith("  crm ", StringComparison.Ordinal)),
                line => Assert.InRange(line.Length, 0, 100)
            );
        }
    }

    [Fact]
    public void Every_command_has_two_or_three_examples() =>
        Assert.All(Leaves(), leaf => Assert.InRange(leaf.Command.Examples.Count, 2, 3));

    [Fact]
    public void Help_wins_over_whatever_else_is_wrong_with_the_line()
    {
        var run = CrmRun.Of("simulate", "purchases", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("crm simulate purchases", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_one_line()
    {
        var run = CrmRun.Of("--version");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^crm \d+\.\d+\.\d+\n$", run.Output);
    }

    private static IEnumerable<(string Path, CrmCommand Command)> Leaves() =>
        CommandCatalogue.All.SelectMany(command => command.Leaves());
}
