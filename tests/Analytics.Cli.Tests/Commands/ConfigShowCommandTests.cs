namespace Analytics.Cli.Tests.Commands;

public class ConfigShowCommandTests
{
    [Fact]
    public void Options_win_over_the_environment_and_that_over_the_config_and_that_over_defaults()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["crm.yaml"], "seed: 2\nbins: 6\nreturns: gross\n");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CRM_SEED"] = "3",
            ["CRM_BINS"] = "7",
        };
        var run = CrmRun.With(
            environment,
            "config",
            "show",
            "--config",
            folder["crm.yaml"],
            "--seed",
            "4"
        );
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split('\n');
        Assert.Equal("setting,value,origin", lines[0]);
        Assert.Contains("seed,4,option --seed", lines);
        Assert.Contains("bins,7,CRM_BINS", lines);
        Assert.Contains($"returns,gross,{folder["crm.yaml"]}:3", lines);
        Assert.Contains("scoring,quantile,default", lines);
    }

    [Fact]
    public void A_slip_in_the_environment_is_a_warning_with_the_nearest_name()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CRM_SEDE"] = "3",
        };
        var run = CrmRun.With(environment, "config", "show");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            "warning: the environment variable CRM_SEDE is no setting and is ignored; did you mean CRM_SEED?\n",
            run.Error
        );
    }

    [Fact]
    public void A_config_that_is_missing_is_a_file_fault() =>
        Assert.Equal(4, CrmRun.Of("config", "show", "--config", "no-such.yaml").ExitCode);
}
