namespace Analytics.Cli.Tests.Commands;

public class SimulatePurchasesCommandTests
{
    private static readonly string[] Call = ["simulate", "purchases", "--customers", "50", "--out"];

    [Fact]
    public void A_directory_with_export_and_truth_appears()
    {
        using var folder = new TemporaryFolder();
        var run = CrmRun.Of([.. Call, folder["sim"], "--customers-truth"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Matches("^50 customers, [0-9,]+ orders, [0-9,]+ rows, [0-9,]+ bytes\n$", run.Error);
        Assert.Equal(
            ["customers_truth.csv", "orders.csv", "truth.json"],
            Directory.GetFiles(folder["sim"]).Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public void An_existing_output_is_refused_and_stays_as_it_was()
    {
        using var folder = new TemporaryFolder();
        CrmRun.Of([.. Call, folder["sim"], "--quiet"]);
        var before = File.ReadAllText(Path.Combine(folder["sim"], "truth.json"));
        var run = CrmRun.Of([.. Call, folder["sim"], "--seed", "2"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--overwrite", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder["sim"], "truth.json")));
    }

    [Fact]
    public void Overwrite_replaces_an_earlier_output_but_no_folder_of_other_things()
    {
        using var folder = new TemporaryFolder();
        CrmRun.Of([.. Call, folder["sim"]]);
        Assert.Equal(0, CrmRun.Of([.. Call, folder["sim"], "--overwrite", "--seed", "2"]).ExitCode);
        Directory.CreateDirectory(folder["home"]);
        File.WriteAllText(Path.Combine(folder["home"], "letter.txt"), "dear");
        Assert.Equal(2, CrmRun.Of([.. Call, folder["home"], "--overwrite"]).ExitCode);
        Assert.True(File.Exists(Path.Combine(folder["home"], "letter.txt")));
    }

    [Fact]
    public void A_dry_run_counts_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var run = CrmRun.Of([.. Call, folder["sim"], "--dry-run"]);
        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
