namespace Analytics.Cli.Tests.Commands;

public class RunReceivablesTests
{
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
        Assert.Contains(
            "ledger.csv",
            File.ReadAllText(folder["out/manifest.json"]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "have an account",
            File.ReadAllText(folder["out/index.html"]),
            StringComparison.Ordinal
        );
    }
}
