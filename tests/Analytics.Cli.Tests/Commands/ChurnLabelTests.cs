using System.Text.Json;

namespace Analytics.Cli.Tests.Commands;

public class ChurnLabelTests
{
    [Fact]
    public void Training_writes_the_model_and_its_proof_with_the_keys_of_the_contract()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var table = LabelledCustomers.Write(Path.Combine(folder, "c.csv"), 1200);
        var run = Train(table, folder, "out");
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(Path.Combine(folder, "out", "models", "churn.json")));
        var json = Evaluation(folder, "out");
        Assert.Equal(
            [
                "rows",
                "positives",
                "split",
                "auc",
                "pr_auc",
                "log_loss",
                "brier",
                "calibration",
                "calibration_slope",
                "lift",
                "baselines",
                "chosen",
            ],
            json.EnumerateObject().Take(12).Select(p => p.Name)
        );
        Assert.Equal(10, json.GetProperty("calibration").GetArrayLength());
        Assert.Equal(10, json.GetProperty("lift").GetArrayLength());
        Assert.Equal(
            ["rate", "recency", "lifetime", "logistic"],
            json.GetProperty("baselines").EnumerateObject().Select(p => p.Name)
        );
        Assert.InRange(json.GetProperty("auc").GetDouble(), 0.7, 0.95);
        // a quarter of each outcome, each rounded
        Assert.InRange(json.GetProperty("rows").GetInt32(), 299, 301);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_at_any_number_of_threads()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var table = LabelledCustomers.Write(Path.Combine(folder, "c.csv"), 600);
        Assert.Equal(0, Train(table, folder, "one", "--threads", "1").ExitCode);
        Assert.Equal(0, Train(table, folder, "two", "--threads", "3").ExitCode);
        foreach (var name in new[] { "models/churn.json", "churn_evaluation.json" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(folder, "one", name)),
                File.ReadAllBytes(Path.Combine(folder, "two", name))
            );
        }
    }

    [Fact]
    public void A_model_file_names_no_customer()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var table = LabelledCustomers.Write(Path.Combine(folder, "c.csv"), 600);
        Assert.Equal(0, Train(table, folder, "out").ExitCode);
        Assert.DoesNotMatch(
            "C0[0-9]{4}",
            File.ReadAllText(Path.Combine(folder, "out", "models", "churn.json"))
        );
    }

    [Fact]
    public void A_copy_of_the_label_is_named_and_refused()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var table = LabelledCustomers.Write(
            Path.Combine(folder, "c.csv"),
            600,
            extra: ("gone", (churned, _) => churned ? "1" : "0")
        );
        Refused(folder, Train(table, folder, "out"), 3, "'gone'", "AUC of 1.0000", "--allow-leaky");
        var allowed = Train(table, folder, "out", "--allow-leaky");
        Assert.Equal(0, allowed.ExitCode);
        Assert.Contains("'gone'", allowed.Error);
    }

    [Fact]
    public void The_label_with_one_per_cent_noise_is_named_and_refused()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var table = LabelledCustomers.Write(
            Path.Combine(folder, "c.csv"),
            2000,
            extra: ("almost", (churned, draw) => churned ^ (draw < 0.01) ? "left" : "there")
        );
        Refused(folder, Train(table, folder, "out"), 3, "'almost'", "--exclude almost");
    }

    [Fact]
    public void A_column_that_is_only_filled_after_the_event_is_named_and_refused()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var table = LabelledCustomers.Write(
            Path.Combine(folder, "c.csv"),
            2000,
            extra: (
                "leaving_reason",
                (churned, draw) => churned && draw < 0.7 ? (draw < 0.4 ? "price" : "moved") : ""
            )
        );
        Refused(folder, Train(table, folder, "out"), 3, "'leaving_reason'", "afterwards");
    }

    [Theory]
    [InlineData("--label noise", 3, "different values")]
    [InlineData("--label plan", 3, "which one is the event? Say --positive")]
    [InlineData("--label churnd", 3, "did you mean 'churned'?")]
    [InlineData("--label churned --exclude tenur", 2, "did you mean 'tenure'?")]
    [InlineData("--label churned --positive maybe", 3, "not --positive 'maybe'")]
    [InlineData("--label churned --time-column plan", 3, "neither a number nor a date")]
    public void What_cannot_be_learnt_is_told_with_its_remedy(
        string options,
        int code,
        string words
    )
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var table = LabelledCustomers.Write(Path.Combine(folder, "c.csv"), 400);
        var run = CrmRun.Of([
            "churn",
            "train",
            table,
            .. options.Split(' '),
            "--out",
            Path.Combine(folder, "out"),
        ]);
        Refused(folder, run, code, words);
    }

    [Fact]
    public void One_class_too_few_positives_and_useless_columns_are_told()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var one = Write(folder, "one.csv", "customer_id,a,churned", i => $"{i},{i % 7},no");
        Refused(folder, Train(one, folder, "out"), 3, "one class only");
        var few = Write(
            folder,
            "few.csv",
            "customer_id,a,churned",
            i => $"{i},{i % 7},{(i < 49 ? "yes" : "no")}"
        );
        Refused(folder, Train(few, folder, "out"), 3, "only 49 rows", "at least 50");
        var empty = Write(
            folder,
            "empty.csv",
            "customer_id,same,blank,churned",
            i => $"{i},7,,{(i % 3 == 0 ? "yes" : "no")}"
        );
        Refused(folder, Train(empty, folder, "out"), 3, "'same': constant", "'blank': all blank");
    }

    [Fact]
    public void More_columns_join_by_id_and_ids_that_do_not_join_are_told()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var table = LabelledCustomers.Write(Path.Combine(folder, "c.csv"), 600);
        var good = Write(
            folder,
            "good.csv",
            "customer_id,age",
            i => $"C{i + 1:00000},{20 + (i % 50)}"
        );
        var run = Train(table, folder, "trained", "--features", good);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            Evaluation(folder, "trained").GetProperty("importance").EnumerateArray(),
            i => i.GetProperty("column").GetString() == "age"
        );
        var bad = Write(folder, "bad.csv", "customer_id,age", i => $"{i + 1},{20 + (i % 50)}");
        Refused(folder, Train(table, folder, "no", "--features", bad), 3, "do not join");
        var twice = Write(folder, "twice.csv", "customer_id,age", i => $"C{(i % 9) + 1:00000},3");
        Refused(folder, Train(table, folder, "no", "--features", twice), 3, "more than one row");
    }

    [Fact]
    public void An_output_directory_is_required_and_an_existing_one_is_kept()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var table = LabelledCustomers.Write(Path.Combine(folder, "c.csv"), 400);
        var run = CrmRun.Of("churn", "train", table, "--label", "churned");
        Assert.Equal(2, run.ExitCode);
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        Assert.Equal(2, Train(table, folder, "out").ExitCode);
    }

    private static CrmRun Train(string table, string folder, string name, params string[] more) =>
        CrmRun.Of([
            "churn",
            "train",
            table,
            "--label",
            "churned",
            "--out",
            Path.Combine(folder, name),
            .. more,
        ]);

    private static void Refused(string folder, CrmRun run, int code, params string[] words)
    {
        Assert.Equal(code, run.ExitCode);
        Assert.All(words, word => Assert.Contains(word, run.Error));
        Assert.Equal("", run.Output);
        Assert.Empty(Directory.GetDirectories(folder, "*out*"));
    }

    private static string Write(
        string folder,
        string name,
        string header,
        Func<int, FormattableString> row
    )
    {
        var path = Path.Combine(folder, name);
        File.WriteAllLines(
            path,
            [header, .. Enumerable.Range(0, 700).Select(i => FormattableString.Invariant(row(i)))]
        );
        return path;
    }

    private static JsonElement Evaluation(string folder, string name)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder, name, "churn_evaluation.json"))
        );
        return document.RootElement.Clone();
    }
}
