using System.Text.Json;

namespace Analytics.Cli.Tests.Commands;

public class ChurnTransactionsTests
{
    [Fact]
    public void Transactions_are_trained_on_scored_and_evaluated()
    {
        using var folder = new TemporaryFolder();
        var orders = Simulated(folder);
        var train = CrmRun.Of("churn", "train", orders, "--out", folder["churn"]);
        Assert.Equal(0, train.ExitCode);
        using var json = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder["churn"], "churn_evaluation.json"))
        );
        Assert.Equal(
            ["train", "choose", "test"],
            json.RootElement.GetProperty("windows")
                .EnumerateArray()
                .Select(w => w.GetProperty("use").GetString())
                .Distinct()
        );

        var score = CrmRun.Of("churn", "score", orders, "--model", folder["churn"]);
        Assert.Equal(0, score.ExitCode);
        var lines = score.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("customer_id,churn_probability,reason_1,reason_2,reason_3", lines[0]);
        Assert.Equal(1 + 1500, lines.Length);
        var probabilities = lines
            .Skip(1)
            .Select(l => l.Split(',')[1])
            .Where(p => p.Length > 0)
            .Select(p => double.Parse(p, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.InRange(probabilities.Count, 100, 1500);
        Assert.All(probabilities, p => Assert.InRange(p, 0, 1));
        Assert.Equal(
            score.Output,
            CrmRun.Of("churn", "score", orders, "--model", folder["churn"], "--threads", "1").Output
        );

        var evaluate = CrmRun.Of(
            "churn",
            "evaluate",
            orders,
            "--model",
            folder["churn"],
            "--out",
            folder["later.json"]
        );
        Assert.Equal(0, evaluate.ExitCode);
        using var later = JsonDocument.Parse(File.ReadAllText(folder["later.json"]));
        // the last horizon is the test window of training: the same rows, the same measures
        Assert.Equal(
            json.RootElement.GetProperty("auc").GetDouble(),
            later.RootElement.GetProperty("auc").GetDouble()
        );
        Assert.Equal(
            json.RootElement.GetProperty("baselines")
                .GetProperty("lifetime")
                .GetProperty("brier")
                .GetDouble(),
            later
                .RootElement.GetProperty("baselines")
                .GetProperty("lifetime")
                .GetProperty("brier")
                .GetDouble()
        );
    }

    [Fact]
    public void A_model_of_products_and_channels_asks_for_them_at_scoring()
    {
        using var folder = new TemporaryFolder();
        var orders = Simulated(folder);
        var train = CrmRun.Of("churn", "train", orders, "--out", folder["churn"]);
        Assert.Equal(0, train.ExitCode);
        Assert.Contains("looked at too: products, categories, channels", train.Error);
        var model = File.ReadAllText(Path.Combine(folder["churn"], "models", "churn.json"));
        Assert.Contains("\"new_products_90d\"", model);
        Assert.Contains("\"last_channel\"", model);
        // the same orders without what was bought and where
        File.WriteAllText(
            folder["untold.csv"],
            File.ReadAllText(orders)
                .Replace("product,category,channel", "a,b,c", StringComparison.Ordinal)
        );
        var lacks = CrmRun.Of("churn", "score", folder["untold.csv"], "--model", folder["churn"]);
        Assert.Equal(3, lacks.ExitCode);
        Assert.Contains("--map product=COLUMN", lacks.Error);
        Assert.Equal("", lacks.Output);
    }

    [Fact]
    public void A_store_gives_the_model_and_the_scores_of_its_files()
    {
        using var folder = new TemporaryFolder();
        var lines = File.ReadAllLines(Simulated(folder));
        string[] files = [folder["a.csv"], folder["b.csv"]];
        var half = lines.Length / 2;
        File.WriteAllLines(files[0], [.. lines[..half], lines[half - 1]]);
        File.WriteAllLines(files[1], [lines[0], .. lines[half..]]);
        var shop = folder["shop"];
        Assert.Equal(0, CrmRun.Of("import", files[1], "--store", shop).ExitCode);
        Assert.Equal(0, CrmRun.Of("import", files[0], "--store", shop).ExitCode);
        var direct = CrmRun.Of(["churn", "train", .. files, "--out", folder["direct"]]);
        var stored = CrmRun.Of("churn", "train", "--store", shop, "--out", folder["stored"]);
        Assert.Equal((0, 0), (direct.ExitCode, stored.ExitCode));
        Assert.Contains("looked at too: products, categories, channels", stored.Error);
        foreach (var file in (string[])["churn_evaluation.json", "models/churn.json"])
        {
            Assert.Equal(
                File.ReadAllText(Path.Combine(folder["direct"], file)),
                File.ReadAllText(Path.Combine(folder["stored"], file))
            );
        }

        string[] score = ["churn", "score", "--model", folder["direct"]];
        Assert.Equal(
            CrmRun.Of([.. score, .. files]).Output,
            CrmRun.Of([.. score, "--store", shop]).Output
        );

        string[] run = ["run", "--only", "churn", "--out"];
        Assert.Equal(0, CrmRun.Of([.. run, folder["run"], .. files]).ExitCode);
        Assert.Equal(0, CrmRun.Of([.. run, folder["again"], "--store", shop]).ExitCode);
        foreach (
            var path in Directory
                .GetFiles(folder["run"], "*", SearchOption.AllDirectories)
                .Where(p => Path.GetExtension(p) is ".csv" or ".svg" || p.Contains("/models/"))
        )
        {
            Assert.Equal(
                File.ReadAllText(path),
                File.ReadAllText(
                    Path.Combine(folder["again"], Path.GetRelativePath(folder["run"], path))
                )
            );
        }
    }

    [Fact]
    public void Too_short_a_span_is_refused_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var run = CrmRun.Of(
            "churn",
            "train",
            Simulated(folder),
            "--horizon",
            "300d",
            "--out",
            folder["churn"]
        );
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("--horizon 182d at most", run.Error);
        Assert.False(Path.Exists(folder["churn"]));
    }

    [Fact]
    public void Models_that_are_missing_foreign_or_changed_are_refused_each_with_its_code()
    {
        using var folder = new TemporaryFolder();
        var table = LabelledCustomers.Write(folder["c.csv"], 500);
        Assert.Equal(
            0,
            CrmRun.Of("churn", "train", table, "--label", "churned", "--out", folder["m"]).ExitCode
        );
        var model = Path.Combine(folder["m"], "models", "churn.json");
        Refused(4, "no such file", folder["none.json"]);
        File.WriteAllText(folder["foreign.json"], "{\"trees\": [1, 2]}");
        Refused(6, "no model file of this program", folder["foreign.json"]);
        File.WriteAllText(
            folder["old.json"],
            File.ReadAllText(model).Replace("\"version\":1", "\"version\":0")
        );
        Refused(6, "train it again", folder["old.json"]);
        File.WriteAllText(
            folder["changed.json"],
            File.ReadAllText(model).Replace("\"can_miss\":false", "\"can_miss\":true")
        );
        Refused(6, "SHA-256", folder["changed.json"]);

        void Refused(int code, string words, string path)
        {
            var run = CrmRun.Of(
                "churn",
                "score",
                table,
                "--model",
                path,
                "--out",
                folder["scores.csv"]
            );
            Assert.Equal(code, run.ExitCode);
            Assert.Contains(words, run.Error);
            Assert.False(File.Exists(folder["scores.csv"]));
        }
    }

    [Fact]
    public void A_table_is_scored_by_id_and_what_it_lacks_or_has_anew_is_told()
    {
        using var folder = new TemporaryFolder();
        var table = LabelledCustomers.Write(folder["c.csv"], 500);
        Assert.Equal(
            0,
            CrmRun.Of("churn", "train", table, "--label", "churned", "--out", folder["m"]).ExitCode
        );
        var whole = CrmRun.Of("churn", "score", table, "--model", folder["m"]);
        Assert.Equal(0, whole.ExitCode);
        var lines = whole.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(501, lines.Length);

        // one row alone scores as among all
        var source = File.ReadAllLines(table);
        File.WriteAllLines(folder["one.csv"], [source[0], source[42]]);
        var one = CrmRun.Of("churn", "score", folder["one.csv"], "--model", folder["m"]);
        Assert.Equal(lines[42], one.Output.TrimEnd('\n').Split('\n')[1]);

        File.WriteAllLines(folder["lacks.csv"], ["customer_id,plan,noise", "a,monthly,0.5"]);
        var lacks = CrmRun.Of("churn", "score", folder["lacks.csv"], "--model", folder["m"]);
        Assert.Equal(3, lacks.ExitCode);
        Assert.Contains("'tenure'", lacks.Error);

        File.WriteAllLines(
            folder["new.csv"],
            ["customer_id,tenure,plan,noise", "a,3,weekly,0.5", "b,many,monthly,0.5"]
        );
        var anew = CrmRun.Of("churn", "score", folder["new.csv"], "--model", folder["m"]);
        Assert.Equal(0, anew.ExitCode);
        Assert.Contains("'plan' has 1 values that training never saw", anew.Error);
        Assert.Contains("'tenure' has 1 values", anew.Error);
    }

    private static string Simulated(TemporaryFolder folder)
    {
        var run = CrmRun.Of("simulate", "purchases", "--customers", "1500", "--out", folder["sim"]);
        Assert.Equal(0, run.ExitCode);
        return Path.Combine(folder["sim"], "orders.csv");
    }
}
