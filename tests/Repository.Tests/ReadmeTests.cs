using System.Text.RegularExpressions;

namespace Repository.Tests;

public class ReadmeTests
{
    [Fact]
    public void Two_commands_set_everything_up_the_main_job_and_the_tests() =>
        Assert.Equal(
            [
                "./crm run data/samples/orders.csv --out out/sample",
                "dotnet test CrmAnalytics.sln -c Release",
            ],
            Documents.ShellLines("README.md").Take(2)
        );

    [Fact]
    public void The_checks_run_the_test_command_of_the_README_and_no_other()
    {
        var script = File.ReadAllText(Repository.At(".ci", "run"));
        Assert.Contains("README.md", script, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet test CrmAnalytics", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_the_README_links_to_is_there()
    {
        var links = System
            .Text.RegularExpressions.Regex.Matches(
                File.ReadAllText(Repository.At("README.md")),
                @"\]\((?!https?:)(?<path>[^)#]+)\)",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(5)
            )
            .Select(match => match.Groups["path"].Value)
            .ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Repository.At(link)), link));
    }
}
