using System.Globalization;
using System.Text.Json;

namespace Analytics.Cli.Tests.Commands;

public class DelinquencyTrainCommandTests
{
    private static readonly string[] Models = ["scorecard", "boosting"];
    private static readonly string[] Measures = ["auc", "gini", "ks", "brier", "log_loss"];

    [Fact]
    public void A_simulated_company_is_learnt_judged_and_scored()
    {
        using var folder = new TemporaryFolder();
        Run("simulate", "receivables", "--customers", "1500", "--out", folder["sim"]);
        Run(
            "delinquency",
            "train",
            folder["sim/ledger.csv"],
            "--as-of",
            "2024-12-31",
            "--out",
            folder["risk"]
        );
        var board = ReceivablesFiles.Table(File.ReadAllText(folder["risk/board.csv"]));
        Assert.Equal(40, board.Count);
        Assert.Equal(
            ["0 1", "1 2", "2 3", "3 B", "B D"],
            board.Select(r => $"{r["from"]} {r["to"]}").Distinct()
        );
        Assert.Equal(8, board.Select(r => r["type"]).Distinct().Count());
        foreach (var name in Models)
        {
            var proof = Evaluation(folder["risk"]).GetProperty(name);
            Assert.All(
                Measures,
                p => Assert.Equal(JsonValueKind.Number, proof.GetProperty(p).ValueKind)
            );
            Assert.True(proof.GetProperty("auc").GetDouble() > .65);
        }

        var score = Run(
            "delinquency",
            "score",
            folder["sim/ledger.csv"],
            "--as-of",
            "2024-12-31",
            "--models",
            folder["risk"]
        );
        var rows = ReceivablesFiles.Table(score.Output);
        Assert.Equal(1500, rows.Count);
        Assert.All(
            rows,
            r =>
            {
                var (next, year) = (Number(r["pd_next"]), Number(r["pd_12"]));
                Assert.InRange(next, 0, 1);
                Assert.InRange(year, next - 1e-12, 1);
                Assert.Equal(
                    year * Number(r["lgd"]) * Number(r["ead"]),
                    Number(r["expected_loss"]),
                    1e-6
                );
            }
        );

        // the plan by those models takes each account's own chance to roll
        var plan = Run(
            "delinquency",
            "plan",
            folder["sim/ledger.csv"],
            "--as-of",
            "2024-12-31",
            "--models",
            folder["risk"]
        );
        var planned = ReceivablesFiles.Table(plan.Output);
        foreach (var (risk, row) in rows.Zip(planned).Where(p => p.First["p_roll"].Length > 0))
        {
            Assert.Equal(1 - Number(risk["p_roll"]), Number(row["probability_no_roll"]), 1e-12);
        }

        Assert.True(planned.Select(r => r["probability_no_roll"]).Distinct().Count() > 100);

        // one account alone is scored as among all others
        var lines = File.ReadAllLines(folder["sim/ledger.csv"]);
        var account = rows.First(r => r["state"] == "2")["account"];
        File.WriteAllLines(
            folder["one.csv"],
            lines.Take(1).Concat(lines.Where(l => l.Split(',')[1] == account))
        );
        var one = Run(
            "delinquency",
            "score",
            folder["one.csv"],
            "--as-of",
            "2024-12-31",
            "--models",
            folder["risk"]
        );
        Assert.Contains(one.Output.Split('\n')[1], score.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_with_an_outcome_gives_the_same_bytes_at_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(4);
        var rows = Enumerable
            .Range(0, 600)
            .Select(i =>
            {
                var x = random.NextDouble();
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"c{i},{x:0.000},{(random.Next(4) == 0 ? "" : random.Next(9))},{(random.NextDouble() < x ? "yes" : "no")}"
                );
            });
        File.WriteAllText(
            folder["t.csv"],
            "customer_id,x,y,default\n" + string.Join('\n', rows) + "\n"
        );
        Run(
            "delinquency",
            "train",
            folder["t.csv"],
            "--label",
            "default",
            "--out",
            folder["a"],
            "--threads",
            "1"
        );
        Run(
            "delinquency",
            "train",
            folder["t.csv"],
            "--label",
            "default",
            "--out",
            folder["b"],
            "--threads",
            "2"
        );
        foreach (var path in Directory.GetFiles(folder["a"], "*", SearchOption.AllDirectories))
        {
            var other = Path.Combine(folder["b"], Path.GetRelativePath(folder["a"], path));
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(other));
        }

        Assert.DoesNotContain(
            "customer_id",
            File.ReadAllText(folder["a/scorecard.csv"]),
            StringComparison.Ordinal
        );
        var score = Run("delinquency", "score", folder["t.csv"], "--models", folder["a"]);
        Assert.Equal(600, ReceivablesFiles.Table(score.Output).Count);
    }

    [Theory]
    [InlineData("a,default\n1,maybe\n2,no\n", "neither yes")]
    [InlineData("a,default\n1,no\n2,no\n", "at least 10 rows of either outcome")]
    public void Outcomes_that_cannot_be_learnt_are_an_error(string content, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], content);
        var run = CrmRun.Of(
            "delinquency",
            "train",
            folder["t.csv"],
            "--label",
            "default",
            "--out",
            folder["out"]
        );
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_changed_model_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["m/models"]);
        File.WriteAllText(folder["m/models/delinquency-scorecard.json"], "{}");
        File.WriteAllText(folder["t.csv"], "a,b\n1,2\n");
        Assert.Equal(
            6,
            CrmRun.Of("delinquency", "score", folder["t.csv"], "--models", folder["m"]).ExitCode
        );
        Assert.Equal(
            4,
            CrmRun.Of("delinquency", "score", folder["t.csv"], "--models", folder["none"]).ExitCode
        );
    }

    [Fact]
    public void Late_invoices_of_2013_are_foretold_from_what_was_known()
    {
        if (ReceivablesFiles.Shared("invoices/accounts_receivable.csv") is not { } path)
        {
            return;
        }

        using var folder = new TemporaryFolder();
        Run(
            "delinquency",
            "train",
            path,
            "--event",
            "late",
            "--test-from",
            "2013-07-01",
            "--out",
            folder["out"]
        );
        var best = Models.Max(name =>
            Evaluation(folder["out"]).GetProperty(name).GetProperty("auc").GetDouble()
        );
        Assert.True(best >= .84);
    }

    [Fact]
    public void Defaults_of_credit_cards_are_told_apart_as_well_as_they_can_be()
    {
        if (ReceivablesFiles.Shared("credit-default/credit_default.csv") is not { } path)
        {
            return;
        }

        using var folder = new TemporaryFolder();
        Run(
            "delinquency",
            "train",
            path,
            "--label",
            "default.payment.next.month",
            "--out",
            folder["out"]
        );
        var (card, boosting) = (
            Evaluation(folder["out"]).GetProperty("scorecard"),
            Evaluation(folder["out"]).GetProperty("boosting")
        );
        // one of the five splits whose means are .765 and .775 or more; the standard deviation over splits is .004
        Assert.True(card.GetProperty("auc").GetDouble() >= .757);
        Assert.True(boosting.GetProperty("auc").GetDouble() >= .767);
        Assert.True(boosting.GetProperty("ks").GetDouble() >= .39);
    }

    private static JsonElement Evaluation(string directory)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(directory, "delinquency_evaluation.json"))
        );
        return document.RootElement.Clone();
    }

    private static CrmRun Run(params string[] args)
    {
        var run = CrmRun.Of(args);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
