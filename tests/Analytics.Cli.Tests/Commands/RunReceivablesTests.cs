using System.Globalization;

namespace Analytics.Cli.Tests.Commands;

public class RunReceivablesTests
{
    private static readonly string[] Charts =
    [
        "rolls",
        "ageing",
        "vintages",
        "roll_board",
        "capacity",
    ];

    private static readonly string[] RiskFiles =
    [
        "models/delinquency-transitions.json",
        "models/delinquency-scorecard.json",
        "models/delinquency-boosting.json",
        "scorecard.csv",
        "scorecard.sql",
        "delinquency_evaluation.json",
    ];

    [Fact]
    public void Receivables_stand_beside_the_customers_of_a_run()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            0,
            CrmRun
                .Of("simulate", "receivables", "--customers", "400", "--out", folder["sim"])
                .ExitCode
        );
        var bills = File.ReadLines(folder["sim/ledger.csv"])
            .Select(l => l.Split(','))
            .Where(c => c[2] is "invoice")
            .Select(c => $"{c[0]},{c[1]},{c[3]},{c[5]}");
        File.WriteAllLines(
            folder["orders.csv"],
            bills
                .Prepend("order_id,customer_id,order_date,amount")
                .Append("x,nobody,2024-12-31,5.00")
        );
        var run = CrmRun.Of(
            "run",
            folder["orders.csv"],
            "--receivables",
            folder["sim/ledger.csv"],
            "--skip",
            "lifetime,cohorts,migration",
            "--out",
            folder["out"]
        );
        Assert.True(run.ExitCode == 0, run.Error);
        var rows = ReceivablesFiles.Table(File.ReadAllText(folder["out/customers.csv"]));
        var states = ReceivablesFiles
            .Table(File.ReadAllText(folder["sim/panel.csv"]))
            .Where(r => r["month"] == "2024-12")
            .ToDictionary(r => r["account"], r => r["status"], StringComparer.Ordinal);
        Assert.All(
            rows.Where(r => r["customer_id"] != "nobody"),
            r => Assert.Equal(states[r["customer_id"]], r["delinquency_state"])
        );
        Assert.Equal("", rows.Single(r => r["customer_id"] == "nobody")["delinquency_state"]);
        Assert.Contains(rows, r => r["action"] is "letter" or "call");
        // who is written to or called for debts stands in the worklist for that alone
        var work = ReceivablesFiles.Table(File.ReadAllText(folder["out/worklist.csv"]));
        Assert.Equal(work.Count, work.Select(w => w["customer_id"]).Distinct().Count());
        Assert.Equal(
            rows.Where(r => r["action"] is "letter" or "call")
                .Select(r => r["customer_id"])
                .Order(),
            work.Where(w => w["reason"] is "collect").Select(w => w["customer_id"]).Order()
        );
        Assert.All(
            work,
            w =>
                Assert.True(
                    double.Parse(w["expected_gain"], CultureInfo.InvariantCulture)
                        > double.Parse(w["cost"], CultureInfo.InvariantCulture)
                )
        );
        Assert.Contains(
            "ledger.csv",
            File.ReadAllText(folder["out/manifest.json"]),
            StringComparison.Ordinal
        );
        foreach (var name in Charts)
        {
            Assert.True(new FileInfo(folder[$"out/charts/{name}.png"]).Length > 10_000, name);
            Assert.True(File.Exists(folder[$"out/charts/{name}.svg"]), name);
        }

        var ageing = ReceivablesFiles.Table(File.ReadAllText(folder["out/ageing.csv"]));
        Assert.Equal(24 * 7, ageing.Count);
        var board = ReceivablesFiles.Table(File.ReadAllText(folder["out/board.csv"]));
        Assert.Equal(40, board.Count);
        Assert.All(board, r => Assert.True(r["served_by"] is "own" or "pooled" or "rate"));
        Assert.Contains(board, r => r["auc"].Length > 0 && r["baseline_log_loss"].Length > 0);
        foreach (var name in RiskFiles)
        {
            Assert.True(new FileInfo(folder["out/" + name]).Length > 100, name);
        }

        Assert.Contains(
            "\"read\"",
            File.ReadAllText(folder["out/receivables_reconciliation.json"]),
            StringComparison.Ordinal
        );
        Assert.Single(File.ReadLines(folder["out/receivables_rejects.csv"]));
        var page = File.ReadAllText(folder["out/index.html"]);
        Assert.Contains("Who pays late", page, StringComparison.Ordinal);
        Assert.Contains("have an account", page, StringComparison.Ordinal);
        Assert.Contains("scorecard: AUC", page, StringComparison.Ordinal);
        // what the run wrote scores the same accounts on the same day alike
        var score = CrmRun.Of(
            "delinquency",
            "score",
            folder["sim/ledger.csv"],
            "--models",
            folder["out"],
            "--as-of",
            "2024-12-31"
        );
        Assert.True(score.ExitCode == 0, score.Error);
        var scored = ReceivablesFiles
            .Table(score.Output)
            .ToDictionary(r => r["account"], r => r["pd_12"], StringComparer.Ordinal);
        Assert.All(
            rows.Where(r => r["customer_id"] != "nobody"),
            r => Assert.Equal(scored[r["customer_id"]], r["pd_12"])
        );
    }

    [Fact]
    public void A_run_without_risk_models_says_that_roll_rates_stand_alone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["orders.csv"],
            "order_id,customer_id,order_date,amount\n1,A,2024-01-05,5.00\n2,B,2024-03-05,7.00\n"
        );
        // two cycles of one account: nothing to learn from
        File.WriteAllText(
            folder["panel.csv"],
            "account,month,status\nA,2024-01,0\nA,2024-02,1\nA,2024-03,2\n"
        );
        string[] run =
        [
            "run",
            folder["orders.csv"],
            "--receivables",
            folder["panel.csv"],
            "--skip",
            "lifetime,churn,cohorts,migration,pyramid",
            "--out",
        ];
        var tried = CrmRun.Of([.. run, folder["tried"]]);
        Assert.True(tried.ExitCode == 0, tried.Error);
        Assert.Contains("were not trained", tried.Error, StringComparison.Ordinal);
        run[^2] += ",risk";
        var skipped = CrmRun.Of([.. run, folder["skipped"]]);
        Assert.True(skipped.ExitCode == 0, skipped.Error);
        Assert.DoesNotContain("not trained", skipped.Error, StringComparison.Ordinal);
        foreach (var name in new[] { "tried", "skipped" })
        {
            Assert.DoesNotContain(
                "served_by",
                File.ReadAllText(folder[name + "/board.csv"]),
                StringComparison.Ordinal
            );
            Assert.False(Directory.Exists(folder[name + "/models"]));
            Assert.Contains(
                "roll rates of each type alone",
                File.ReadAllText(folder[name + "/index.html"]),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_refused_row_of_the_receivables_is_kept_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        string[] months = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"];
        File.WriteAllLines(
            folder["orders.csv"],
            months
                .Select((m, i) => FormattableString.Invariant($"o{i},a{i % 3},{m}-10,20.00"))
                .Prepend("order_id,customer_id,order_date,amount")
        );
        File.WriteAllLines(
            folder["open.csv"],
            months
                .Select(
                    (m, i) =>
                        FormattableString.Invariant(
                            $"i{i},a{i % 3},{m}-10,{m}-24,{(i == 2 ? "much" : "20.00")}"
                        )
                )
                .Prepend("invoice,account,invoice_date,due_date,amount")
        );
        var run = CrmRun.Of(
            "run",
            folder["orders.csv"],
            "--receivables",
            folder["open.csv"],
            "--max-rejects",
            "50%",
            "--skip",
            "lifetime,cohorts,migration,churn",
            "--out",
            folder["out"]
        );
        Assert.True(run.ExitCode == 0, run.Error);
        var rejects = ReceivablesFiles.Table(
            File.ReadAllText(folder["out/receivables_rejects.csv"])
        );
        Assert.Equal("4", Assert.Single(rejects)["line"]);
        Assert.Single(File.ReadLines(folder["out/rejects.csv"]));
    }
}
