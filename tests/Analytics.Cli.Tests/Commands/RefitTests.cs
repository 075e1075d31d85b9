using System.Text.Json;

namespace Analytics.Cli.Tests.Commands;

/// <summary><c>run --refit drift</c>: models of the newest run serve on until their drift test says that they do not.</summary>
public class RefitTests
{
    private const string Churn = "models/churn.json";

    [Fact]
    public void A_model_without_drift_is_kept_and_proven_again_on_the_newest_window()
    {
        using var folder = new TemporaryFolder();
        Shop(folder);
        Run(folder, "runs", "2024-06-30");
        var first = Latest(folder, "runs");
        Assert.Equal("lowest log loss on the choosing window", Reason(first));
        Run(folder, "runs", "2024-07-31");
        var second = Latest(folder, "runs");
        Assert.StartsWith(
            $"the model of {Path.GetFileName(first)} is kept: AUC ",
            Reason(second),
            StringComparison.Ordinal
        );
        Assert.Equal(Bytes(first, Churn), Bytes(second, Churn));
        Assert.Contains($"{Path.GetFileName(first)}/{Churn}", Inputs(second));

        var evaluation = Json(second, "churn_evaluation.json");
        var window = Assert.Single(evaluation.GetProperty("windows").EnumerateArray().ToList());
        Assert.Equal("2024-05-02", window.GetProperty("cut_off").GetString());
        Assert.Equal("2024-07-31", window.GetProperty("labelled_to").GetString());
        Assert.Contains(
            "which learnt from outcomes up to 2024-04-01",
            evaluation.GetProperty("split").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["rate", "recency", "lifetime", "logistic"],
            evaluation.GetProperty("baselines").EnumerateObject().Select(b => b.Name)
        );

        // whom to contact was chosen in training, and is judged again
        Assert.Equal(Share(first), Share(second));
        Assert.Equal(10, evaluation.GetProperty("profit").GetProperty("by_share").GetArrayLength());

        // the same runs elsewhere, on one thread; and the last again, which is there
        Run(folder, "other", "2024-06-30", "--threads", "1");
        Run(folder, "other", "2024-07-31", "--threads", "1");
        Assert.Equal(Files(second), Files(Latest(folder, "other")));
        Assert.Contains("unchanged", Run(folder, "runs", "2024-07-31"), StringComparison.Ordinal);

        // trained whenever inputs change: another model
        Run(folder, "always", "2024-06-30", "--refit", "always");
        Run(folder, "always", "2024-07-31", "--refit", "always");
        Assert.NotEqual(Bytes(first, Churn), Bytes(Latest(folder, "always"), Churn));
    }

    [Fact]
    public void Customers_who_leave_in_numbers_that_nobody_foretold_make_it_train_again()
    {
        using var folder = new TemporaryFolder();
        Shop(folder);
        Run(folder, "runs", "2024-06-30");
        var first = Path.GetFileName(Latest(folder, "runs"));
        var lines = File.ReadAllLines(folder["orders.csv"]);
        File.WriteAllLines(
            folder["orders.csv"],
            lines.Where(
                (line, i) =>
                    i == 0
                    || string.CompareOrdinal(line.Split(',')[2], "2024-06-30") <= 0
                    || line.Split(',')[1][^1] < '5'
            )
        );
        var said = Run(folder, "runs", "2024-09-28");
        Assert.Contains(
            $"churn: trained again: the model of {first} has drifted: ",
            said,
            StringComparison.Ordinal
        );
        Assert.Matches("[0-9]+ left, [0-9]+ were foretold", Reason(Latest(folder, "runs")));
    }

    [Fact]
    public void A_model_that_cannot_be_kept_is_trained_again_and_the_reason_told()
    {
        using var folder = new TemporaryFolder();
        Shop(folder);
        Run(folder, "runs", "2024-07-31");
        Assert.Contains(
            "was made with another --churn-horizon",
            Run(folder, "runs", "2024-07-31", "--churn-horizon", "60d"),
            StringComparison.Ordinal
        );
        Run(folder, "runs", "2024-07-31");
        Assert.Contains(
            "has learnt from outcomes up to 2024-05-02, behind the newest cut-off 2024-04-01",
            Run(folder, "runs", "2024-06-30"),
            StringComparison.Ordinal
        );
        var model = Path.Combine(Latest(folder, "runs"), Churn);
        var text = File.ReadAllText(model);
        File.WriteAllText(model, text.Replace("weights", "weighty", StringComparison.Ordinal));
        Assert.Contains(
            "does not match its SHA-256",
            Run(folder, "runs", "2024-08-31"),
            StringComparison.Ordinal
        );
        Assert.Contains("trained again", Reason(Latest(folder, "runs")), StringComparison.Ordinal);
        Assert.DoesNotContain(
            folder["runs"],
            Reason(Latest(folder, "runs")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Without_a_root_there_is_no_earlier_run()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["orders.csv"], "customer,date,amount\na,2024-01-01,1\n");
        var run = CrmRun.Of(
            "run",
            folder["orders.csv"],
            "--out",
            folder["out"],
            "--refit",
            "drift"
        );
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--out-root", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Risk_models_of_receivables_are_kept_likewise_while_rolls_are_counted_anew()
    {
        using var folder = new TemporaryFolder();
        Shop(folder);
        var simulated = CrmRun.Of(
            "simulate",
            "receivables",
            "--customers",
            "1500",
            "--out",
            folder["sim"]
        );
        Assert.True(simulated.ExitCode == 0, simulated.Error);
        string[] debts = ["--receivables", folder["sim/ledger.csv"], "--only", "delinquency,risk"];
        Run(folder, "runs", "2024-10-31", debts);
        var first = Latest(folder, "runs");
        Run(folder, "runs", "2024-11-30", debts);
        var second = Latest(folder, "runs");
        Assert.StartsWith(
            $"the models of {Path.GetFileName(first)} are kept: AUC ",
            Reason(second),
            StringComparison.Ordinal
        );
        foreach (
            var same in (string[])
                ["models/delinquency-scorecard.json", "models/delinquency-boosting.json"]
        )
        {
            Assert.Equal(Bytes(first, same), Bytes(second, same));
            Assert.Contains($"{Path.GetFileName(first)}/{same}", Inputs(second));
        }

        Assert.NotEqual(Bytes(first, "rolls.csv"), Bytes(second, "rolls.csv"));
        var (then, now) = (
            Json(first, "delinquency_evaluation.json"),
            Json(second, "delinquency_evaluation.json")
        );
        Assert.Equal(Split(then, "train_rows").GetInt32(), Split(now, "train_rows").GetInt32());
        Assert.Equal(
            "out of time: cycles later than all that was learnt from",
            Split(now, "kind").GetString()
        );
        Assert.Equal(
            then.GetProperty("baseline").GetProperty("rate").GetDouble(),
            now.GetProperty("baseline").GetProperty("rate").GetDouble()
        );
        Assert.Equal(Learnt(first), Learnt(second));

        // a third of the accounts stops paying for good: more roll than any model of before foretells
        var lines = File.ReadAllLines(folder["sim/ledger.csv"]);
        File.WriteAllLines(
            folder["sim/ledger.csv"],
            lines.Where(line =>
                line.Split(',') is not [_, var account, "payment", var day, ..]
                || string.CompareOrdinal(day, "2024-07-31") <= 0
                || account[^1] is not ('0' or '1' or '2')
            )
        );
        var said = Run(folder, "runs", "2024-12-31", debts);
        Assert.Contains(
            $"trained again: the models of {Path.GetFileName(second)} have drifted: ",
            said,
            StringComparison.Ordinal
        );

        static JsonElement Split(JsonElement evaluation, string name) =>
            evaluation.GetProperty("scorecard").GetProperty("split").GetProperty(name);
    }

    private static double Share(string run) =>
        Json(run, "churn_evaluation.json")
            .GetProperty("profit")
            .GetProperty("best_fixed_share")
            .GetDouble();

    // rows learnt from and rolls among them stay those of the training
    private static IEnumerable<string> Learnt(string run) =>
        Json(run, "models/delinquency-transitions.json")
            .GetProperty("content")
            .GetProperty("transitions")
            .EnumerateArray()
            .Select(cell => cell.GetProperty("learnt").GetRawText());

    private static void Shop(TemporaryFolder folder)
    {
        var simulated = CrmRun.Of(
            "simulate",
            "purchases",
            "--customers",
            "700",
            "--out",
            folder["shop"]
        );
        Assert.True(simulated.ExitCode == 0, simulated.Error);
        File.Copy(folder["shop/orders.csv"], folder["orders.csv"]);
    }

    private static string Run(
        TemporaryFolder folder,
        string root,
        string asOf,
        params string[] options
    )
    {
        string[] parts = options.Contains("--only") ? [] : ["--only", "churn"];
        string[] refit = options.Contains("--refit") ? [] : ["--refit", "drift"];
        var run = CrmRun.Of([
            "run",
            folder["orders.csv"],
            "--as-of",
            asOf,
            "--out-root",
            folder[root],
            .. parts,
            .. refit,
            .. options,
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Error;
    }

    private static string Latest(TemporaryFolder folder, string root) =>
        new DirectoryInfo(folder[root + "/latest"]).ResolveLinkTarget(true)!.FullName;

    private static JsonElement Json(string run, string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, file)));
        return json.RootElement.Clone();
    }

    private static string Reason(string run) =>
        Json(run, "manifest.json")
            .GetProperty("models")
            .EnumerateArray()
            .Single()
            .GetProperty("exit_reason")
            .GetString()!;

    private static IEnumerable<string> Inputs(string run) =>
        Json(run, "manifest.json")
            .GetProperty("inputs")
            .EnumerateArray()
            .Select(input => input.GetProperty("name").GetString()!);

    private static string Bytes(string run, string file) =>
        Convert.ToHexString(File.ReadAllBytes(Path.Combine(run, file)));

    private static List<(string, string)> Files(string run) =>
        [
            .. Directory
                .GetFiles(run, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(run, path))
                .Where(name => name != "run.log")
                .Order(StringComparer.Ordinal)
                .Select(name => (name, Bytes(run, name))),
        ];
}
