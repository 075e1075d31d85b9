namespace Analytics.Cli.Tests.Commands;

/// <summary>Steps of scheduled runs: done once for the same inputs, whatever else a run is asked for; never trusted unseen.</summary>
public class StepReuseTests
{
    private static readonly string[] Steps = ["churn", "lifetime", "risk"];

    [Fact]
    public void Another_map_and_language_use_lifetime_churn_and_risk_again_with_the_bytes_of_a_fresh_run()
    {
        using var folder = new TemporaryFolder();
        WriteDebts(folder);
        string[] other = ["--segments", "r-rfm", "--lang", "zh", "--tiers", "10,90"];
        Run(folder, "runs");
        Assert.Equal(Steps.Select(s => s + " made"), Log(folder, "runs"));
        Run(folder, "runs", other);
        Assert.Equal(Steps.Select(s => s + " used again"), Log(folder, "runs"));
        Run(folder, "fresh", other);
        Assert.Equal(Steps.Select(s => s + " made"), Log(folder, "fresh"));
        Assert.Equal(Bytes(folder, "fresh"), Bytes(folder, "runs"));
    }

    [Fact]
    public void A_step_whose_inputs_or_settings_differ_is_made_anew()
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        Run(folder, "runs", "--only", "lifetime", "--model", "mbg-nbd");
        Run(folder, "runs", "--only", "lifetime", "--model", "mbg-nbd", "--horizon", "180d");
        Assert.Equal(["lifetime made"], Log(folder, "runs"));
        Run(folder, "runs", "--only", "lifetime", "--model", "mbg-nbd", "--as-of", "2024-06-30");
        Assert.Equal(["lifetime made"], Log(folder, "runs"));
        Run(folder, "runs", "--only", "lifetime", "--model", "mbg-nbd", "--budget", "10");
        Assert.Equal(["lifetime used again"], Log(folder, "runs"));
    }

    [Fact]
    public void A_damaged_or_missing_result_is_made_again_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        string[] words = ["--only", "lifetime", "--model", "mbg-nbd"];
        Run(folder, "runs", words);
        var bytes = Bytes(folder, "runs");
        var kept = Assert.Single(Directory.GetFiles(folder["runs/.steps"]));
        var whole = File.ReadAllBytes(kept);
        foreach (var place in (int[])[0, whole.Length / 3, whole.Length - 40, whole.Length - 1])
        {
            var damaged = whole.ToArray();
            damaged[place] ^= 1;
            File.WriteAllBytes(kept, damaged);
            Again("lifetime made");
        }

        File.WriteAllBytes(kept, whole[..(whole.Length / 2)]);
        Again("lifetime made");
        File.WriteAllBytes(kept, []);
        Again("lifetime made");
        File.Delete(kept);
        Again("lifetime made");

        // a run that was killed behind the step
        Again("lifetime used again");

        void Again(string expected)
        {
            Directory.Delete(Latest(folder, "runs"), recursive: true);
            Run(folder, "runs", words);
            Assert.Equal([expected], Log(folder, "runs"));
            Assert.Equal(bytes, Bytes(folder, "runs"));
            Assert.Equal(whole, File.ReadAllBytes(kept));
        }
    }

    [Fact]
    public void Results_go_with_the_runs_that_used_them()
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        foreach (var month in (string[])["2024-05-31", "2024-06-30", "2024-07-31"])
        {
            Run(
                folder,
                "runs",
                "--only",
                "lifetime",
                "--model",
                "mbg-nbd",
                "--as-of",
                month,
                "--keep",
                "2"
            );
        }

        Assert.Equal(2, Directory.GetFiles(folder["runs/.steps"]).Length);
    }

    private static void Write(TemporaryFolder folder)
    {
        var simulated = CrmRun.Of(
            "simulate",
            "purchases",
            "--customers",
            "300",
            "--out",
            folder["shop"]
        );
        Assert.True(simulated.ExitCode == 0, simulated.Error);
        File.Copy(folder["shop/orders.csv"], folder["orders.csv"]);
    }

    private static void WriteDebts(TemporaryFolder folder)
    {
        Assert.Equal(
            0,
            CrmRun
                .Of("simulate", "receivables", "--customers", "250", "--out", folder["sim"])
                .ExitCode
        );
        var bills = File.ReadLines(folder["sim/ledger.csv"])
            .Select(l => l.Split(','))
            .Where(c => c[2] is "invoice")
            .Where((_, i) => i % 5 != 3)
            .Select(c => $"{c[0]},{c[1]},{c[3]},{c[5]}");
        File.WriteAllLines(
            folder["orders.csv"],
            bills.Prepend("order_id,customer_id,order_date,amount")
        );
    }

    private static void Run(TemporaryFolder folder, string root, params string[] options)
    {
        string[] receivables = options.Contains("--only")
            ? []
            : ["--receivables", folder["sim/ledger.csv"]];
        var run = CrmRun.Of([
            "run",
            folder["orders.csv"],
            .. receivables,
            "--out-root",
            folder[root],
            .. options,
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private static string Latest(TemporaryFolder folder, string root) =>
        new DirectoryInfo(folder[root + "/latest"]).ResolveLinkTarget(true)!.FullName;

    private static IEnumerable<string> Log(TemporaryFolder folder, string root) =>
        File.ReadLines(Path.Combine(Latest(folder, root), "run.log"))
            .Where(line => line.StartsWith("step ", StringComparison.Ordinal))
            .Select(line =>
                line[5..].Split('-')[0]
                + line[line.IndexOf(".bin", StringComparison.Ordinal)..].Split(',')[0][4..]
            )
            .Order(StringComparer.Ordinal);

    private static Dictionary<string, string> Bytes(TemporaryFolder folder, string root)
    {
        var run = Latest(folder, root);
        return Directory
            .GetFiles(run, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "run.log")
            .ToDictionary(
                path => Path.GetRelativePath(run, path),
                path =>
                    Convert.ToHexString(
                        System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))
                    ),
                StringComparer.Ordinal
            );
    }
}
