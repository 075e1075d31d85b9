namespace Analytics.Cli.Tests.Commands;

/// <summary>Inputs that the config names, and the secrets that belong to them.</summary>
public class SourceTests
{
    private const string Canary = "c4nary-p4ssw0rd";

    [Fact]
    public void A_source_is_read_as_the_config_says_and_options_win()
    {
        using var folder = Shop();
        var config = folder["crm.yaml"];
        var asSaid = CrmRun.Of("rfm", "--source", "shop", "--config", config);
        Assert.Equal((0, ""), (asSaid.ExitCode, asSaid.Error));
        Assert.Contains(
            "\na,2024-01-05,2024-01-05,1,1,1,10.00,0.00,10.00,",
            asSaid.Output,
            StringComparison.Ordinal
        );
        var alone = CrmRun.Of("rfm", "--config", config);
        Assert.Equal(asSaid, alone);
        var net = CrmRun.Of("rfm", "--source", "shop", "--config", config, "--returns", "net");
        Assert.Contains(
            "\na,2024-01-05,2024-01-05,1,1,1,10.00,4.00,6.00,",
            net.Output,
            StringComparison.Ordinal
        );
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CRM_SOURCE"] = "shop",
            ["CRM_CONFIG"] = config,
        };
        Assert.Equal(asSaid, CrmRun.With(environment, "rfm"));
    }

    [Theory]
    [InlineData(
        "--source shpo",
        "error: --source shpo: no such source; did you mean 'shop'?; there are shop\n"
    )]
    [InlineData(
        "other.csv --source shop",
        "error: inputs are named twice, on the command line and by --source shop; give one of both\n"
    )]
    public void What_is_wrong_with_a_source_is_said(string words, string error)
    {
        using var folder = Shop();
        var run = CrmRun.Of(["rfm", .. words.Split(' '), "--config", folder["crm.yaml"]]);
        Assert.Equal((2, error), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Without_input_and_source_the_way_out_is_named()
    {
        var run = CrmRun.Of("rfm");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "error: an input is missing: INPUT...; name files, or - for stdin, or a source of the config with --source, or --store DIR\n",
            run.Error
        );
    }

    [Fact]
    public void A_command_that_can_do_without_inputs_reads_a_source_only_when_asked()
    {
        using var folder = Shop();
        string[] call = ["clv", "--summary", folder["sum.csv"], "--fit-only"];
        File.WriteAllText(folder["sum.csv"], "frequency,recency,T\n2,10,20\n0,0,15\n1,3,9\n");
        var alone = CrmRun.Of([.. call, "--config", folder["crm.yaml"]]);
        Assert.Equal(CrmRun.Of(call), alone);
        Assert.Equal(0, alone.ExitCode);
        Assert.Equal(
            2,
            CrmRun.Of([.. call, "--config", folder["crm.yaml"], "--source", "shop"]).ExitCode
        );
    }

    [Fact]
    public void A_password_is_never_to_be_seen()
    {
        using var folder = Shop();
        File.AppendAllText(
            folder["crm.yaml"],
            $"  erp:\n    url: postgres://reader@db/shop\n    password_env: CRM_DB_PASSWORD\n  old:\n    url: postgres://reader@db/old\n    password_file: {folder["secret"]}\n"
        );
        File.WriteAllText(folder["secret"], Canary);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CRM_DB_PASSWORD"] = Canary,
            ["CRM_CONFIG"] = folder["crm.yaml"],
        };
        string[][] calls =
        [
            ["config", "show"],
            ["config", "show", "--format", "json", "--log", "json", "--verbose"],
            ["rfm", "--source", "erp", "--verbose"],
            ["rfm", $"postgres://reader:{Canary}@db/shop", "--verbose"],
            ["rfm", "--source", "shop", "--verbose", "--log", "json"],
            ["run", "--source", "shop", "--out-root", folder["runs"], "--only", "pyramid,report"],
        ];
        var runs = calls.Select(call => CrmRun.With(environment, call)).ToList();
        Assert.Equal([0, 0, 2, 2, 0, 0], runs.Select(run => run.ExitCode));
        Assert.All(
            runs,
            run => Assert.DoesNotContain(Canary, run.Output + run.Error, StringComparison.Ordinal)
        );
        Assert.Contains(
            "sources.erp.password_env,CRM_DB_PASSWORD (set),",
            runs[0].Output,
            StringComparison.Ordinal
        );
        Assert.Contains("(there)", runs[0].Output, StringComparison.Ordinal);
        var files = Directory
            .EnumerateFiles(folder["runs"], "*", SearchOption.AllDirectories)
            .ToList();
        Assert.NotEmpty(files);
        Assert.All(
            files,
            file => Assert.DoesNotContain(Canary, File.ReadAllText(file), StringComparison.Ordinal)
        );
    }

    private static TemporaryFolder Shop()
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(folder["a1.csv"], "Kunde;Tag;Betrag\na;2024-01-05;10\na;2024-01-06;-4\n");
        File.WriteAllText(folder["a2.csv"], "Kunde;Tag;Betrag\nb;2024-01-06;5\n");
        File.WriteAllText(
            folder["crm.yaml"],
            $"sources:\n  shop:\n    files: ['{folder["a*.csv"]}']\n    delimiter: ;\n    returns: ignore\n    map:\n      customer: Kunde\n      date: Tag\n      amount: Betrag\n"
        );
        return folder;
    }
}
