namespace Analytics.Cli.Tests.Commands;

public class DoctorCommandTests
{
    [Fact]
    public void Each_thing_that_is_needed_has_a_line_and_what_is_missing_a_remedy()
    {
        var run = CrmRun.Of("doctor");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("check,state,found,needed_for,remedy", lines[0]);
        Assert.StartsWith("dotnet,ok,", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("libgomp1,", StringComparison.Ordinal));
        Assert.All(
            lines.Where(line => line.Contains(",missing,")),
            line => Assert.False(line.EndsWith(','))
        );
    }

    [Fact]
    public void The_same_table_is_to_be_had_as_json_and_aligned()
    {
        Assert.StartsWith(
            "[",
            CrmRun.Of("doctor", "--format", "json").Output,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "check",
            CrmRun.Of("doctor", "--format", "table").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_gets_the_table_once_and_only_once()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CrmRun.Of("doctor", "--out", folder["d.csv"]).ExitCode);
        Assert.Equal(2, CrmRun.Of("doctor", "--out", folder["d.csv"]).ExitCode);
        Assert.Equal(0, CrmRun.Of("doctor", "--out", folder["d.csv"], "--overwrite").ExitCode);
        Assert.Equal(
            ["d.csv"],
            Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName)
        );
    }
}
