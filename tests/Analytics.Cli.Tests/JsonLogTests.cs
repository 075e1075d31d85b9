using System.Text.Json;

namespace Analytics.Cli.Tests;

public class JsonLogTests
{
    [Fact]
    public void Every_line_of_a_run_is_an_object_with_its_step_and_counts()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["in.csv"],
            "customer,date,amount\na,2024-01-05,10\nb,2024-01-06,5\nb,never,5\n"
        );
        var run = CrmRun.Of([
            .. (string[])["run", folder["in.csv"], "--out", folder["run"], "--log", "json"],
            .. (string[])["--only", "pyramid", "--max-rejects", "1"],
        ]);
        Assert.Equal(0, run.ExitCode);
        var lines = Lines(run);
        Assert.All(lines, line => Assert.Equal("info", line.GetProperty("level").GetString()));
        Assert.All(
            lines,
            line =>
                Assert.Matches(
                    @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$",
                    line.GetProperty("time").GetString()
                )
        );
        var import = lines.Single(line =>
            line.GetProperty("message")
                .GetString()!
                .StartsWith("import: done", StringComparison.Ordinal)
        );
        Assert.Equal("import", import.GetProperty("step").GetString());
        Assert.Equal(3, import.GetProperty("counts").GetProperty("rows").GetInt64());
        Assert.Contains(
            lines,
            line =>
                line.GetProperty("message")
                    .GetString()!
                    .StartsWith("rejected: ", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("--log", "json", "rfm", "no-such.csv")]
    [InlineData("rfm", "no-such.csv", "--log=json")]
    [InlineData("rfm", "no-such.csv", "--binz", "3", "--log", "json")]
    public void Errors_have_the_same_shape(params string[] args)
    {
        var run = CrmRun.Of(args);
        Assert.NotEqual(0, run.ExitCode);
        var line = Assert.Single(Lines(run));
        Assert.Equal("error", line.GetProperty("level").GetString());
    }

    private static List<JsonElement> Lines(CrmRun run) =>
        run
            .Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
}
