using System.Diagnostics;
using System.Globalization;

namespace Analytics.Cli.Tests;

public class LimitsTests
{
    [Fact]
    public void When_the_time_is_up_the_command_ends_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var run = CrmRun.Of([
            .. (string[])["simulate", "purchases", "--customers", "3000000"],
            .. (string[])["--timeout", "0.3s", "--out", folder["sim"]],
        ]);
        Assert.Equal(143, run.ExitCode);
        Assert.Equal(
            "error: the time is up: --timeout of 0.3 s; nothing was left half written. Give more time, or leave parts out with --skip\n",
            run.Error
        );
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_command_in_time_does_not_notice_the_limit() =>
        Assert.Equal(0, CrmRun.Of("config", "show", "--timeout", "1h").ExitCode);

    [Theory]
    [InlineData("--timeout", "soon")]
    [InlineData("--timeout", "10")]
    [InlineData("--timeout", "0s")]
    [InlineData("--timeout", "-3s")]
    [InlineData("--memory", "much")]
    [InlineData("--memory", "12")]
    [InlineData("--memory", "64MB")]
    public void A_limit_that_is_none_is_refused(string option, string value)
    {
        var run = CrmRun.Of("config", "show", option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {option} '{value}'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_more_memory_than_allowed_is_stopped_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(
            folder["in.csv"],
            Enumerable
                .Range(0, 400_000)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},2024-01-05,10"))
                .Prepend("customer,date,amount")
        );
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                $"{Path.Combine(AppContext.BaseDirectory, "crm.dll")} run {folder["in.csv"]} --out {folder["run"]} --memory 128MB --only pyramid"
            )
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 4, error);
        Assert.Contains(
            "more memory is needed than --memory allows (128 MB)",
            error,
            StringComparison.Ordinal
        );
        Assert.Equal([folder["in.csv"]], Directory.GetFileSystemEntries(folder.Path));
    }
}
