using System.Globalization;
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

    [Theory]
    [InlineData("README.md")]
    [InlineData("data/samples/README.md")]
    public void Every_call_in_the_documents_of_a_command_that_is_listed_runs(string path)
    {
        var listed = Repository.Crm(["--help"]).Output;
        var calls = Documents
            .CrmCalls(path.Split('/'))
            .Where(call => listed.Contains($"\n  {call[0]} ", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(calls);
        var folder = Directory.CreateTempSubdirectory("crm-readme-").FullName;
        try
        {
            for (var i = 0; i < calls.Count; i++)
            {
                var output = Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture));
                var run = Repository.Crm(Documents.WithOutput(calls[i], output));
                Assert.True(run.ExitCode == 0, run.Error);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
