using System.Globalization;

namespace Analytics.Cli.Tests.Commands;

public class DelinquencyStatesCommandTests
{
    private const string Ledger =
        "id,account,type,posting_date,due_date,amount\n"
        + "1,A,invoice,2024-01-05,2024-01-20,100.00\n"
        + "2,A,payment,2024-01-10,,100.00\n"
        + "3,B,invoice,2024-01-05,2024-01-20,50.00\n"
        + "4,B,credit,2024-02-10,,20.00\n"
        + "5,A,close,2024-02-20,,\n"
        + "6,B,write-off,2024-03-31,,\n";

    [Fact]
    public void A_ledger_gives_states_cycle_by_cycle()
    {
        var run = ReceivablesFiles.Run("states", Ledger);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            ["A 0 0", "A P 0", "A P 0", "B 1 11", "B 2 40", "B D 0"],
            ReceivablesFiles
                .Table(run.Output)
                .Select(r => $"{r["account"]} {r["state"]} {r["dpd"]}")
        );
    }

    [Fact]
    public void The_order_of_rows_changes_nothing()
    {
        var lines = Ledger.TrimEnd('\n').Split('\n');
        var turned = string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse())) + "\n";
        Assert.Equal(
            ReceivablesFiles.Run("states", Ledger).Output,
            ReceivablesFiles.Run("states", turned).Output
        );
    }

    [Theory]
    [InlineData("2024-0{0}")]
    [InlineData("{0}")]
    public void A_panel_that_streams_by_gives_what_any_order_of_its_rows_gives(string month)
    {
        var rows = Enumerable
            .Range(0, 60)
            .Select(i =>
                FormattableString.Invariant(
                    $"K{100 + (i / 6)},{string.Format(CultureInfo.InvariantCulture, month, 1 + (i % 6))},{"012B"[i * 7 % 4]}"
                )
            )
            .ToList();
        var inOrder = ReceivablesFiles.Run("states", Panel(rows));
        Assert.True(inOrder.ExitCode == 0, inOrder.Error);
        Assert.Equal(60, ReceivablesFiles.Table(inOrder.Output).Count);
        rows.Reverse();
        Assert.Equal(inOrder.Output, ReceivablesFiles.Run("states", Panel(rows)).Output);

        static string Panel(List<string> rows) =>
            "account,month,status\n" + string.Join('\n', rows) + "\n";
    }

    [Fact]
    public void Rows_after_the_as_of_day_change_nothing_before_it()
    {
        var lines = Ledger.TrimEnd('\n').Split('\n');
        var cut = string.Join('\n', lines.Take(4)) + "\n";
        var asOf = new[] { "--as-of", "2024-01-31" };
        var whole = ReceivablesFiles.Run("states", Ledger, asOf);
        Assert.Equal(2, ReceivablesFiles.Table(whole.Output).Count);
        Assert.Equal(ReceivablesFiles.Run("states", cut, asOf).Output, whole.Output);
    }

    [Fact]
    public void Payments_written_with_a_minus_are_payments_all_the_same()
    {
        var minus = Ledger
            .Replace(",100.00\n3", ",-100.00\n3", StringComparison.Ordinal)
            .Replace(",20.00\n", ",-20.00\n", StringComparison.Ordinal);
        Assert.Equal(
            ReceivablesFiles.Run("states", Ledger).Output,
            ReceivablesFiles.Run("states", minus).Output
        );
    }

    [Fact]
    public void Repeated_invoices_are_duplicates_and_an_odd_type_is_refused_at_its_place()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["in.csv"],
            Ledger + "1,A,invoice,2024-01-05,2024-01-20,100.00\n9,A,barter,2024-01-05,,1.00\n"
        );
        var run = CrmRun.Of(
            "delinquency",
            "states",
            folder["in.csv"],
            "--max-rejects",
            "1",
            "--out",
            folder["out"]
        );
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(
            "TYPE_UNKNOWN",
            File.ReadAllText(folder["out/rejects.csv"]),
            StringComparison.Ordinal
        );
        var account = File.ReadAllText(folder["out/reconciliation.json"]);
        Assert.Contains("\"holds\": true", account, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(account);
        var total = json.RootElement.GetProperty("total");
        Assert.Equal(8, total.GetProperty("read").GetProperty("rows").GetInt32());
        Assert.Equal(1, total.GetProperty("duplicate").GetProperty("rows").GetInt32());
        Assert.Equal(1, total.GetProperty("rejected").GetProperty("rows").GetInt32());
    }

    [Theory]
    [InlineData(
        "account,due_date,amount,currency\nA,2024-01-05,5.00,EUR\nB,2024-01-06,5.00,USD\n",
        "several currencies"
    )]
    [InlineData("name,colour\nA,red\n", "no receivables that can be told")]
    [InlineData("account,due_date,amount\n", "no rows behind the header")]
    [InlineData(
        "account,invoice_date,due_date,amount\nA,2020-01-05,2020-02-05,5.00\nA,2024-01-05,2024-02-05,5.00\n",
        "stands alone"
    )]
    public void What_cannot_be_used_is_an_error_that_says_what_to_do(string content, string said)
    {
        var run = ReceivablesFiles.Run("states", content);
        Assert.Equal(3, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Payments_are_matched_by_name_by_amount_and_by_age_and_the_rest_is_shown()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["items.csv"],
            "invoice,account,invoice_date,due_date,amount\n"
                + "i1,A,2024-01-01,2024-01-15,10.00\ni2,A,2024-01-02,2024-01-16,20.00\ni3,A,2024-01-03,2024-01-17,30.00\n"
                + "i4,B,2024-01-03,2024-01-17,-5.00\n"
        );
        File.WriteAllText(
            folder["pay.csv"],
            "account,date,amount,invoice\nA,2024-01-20,30.00,i3\nA,2024-01-21,20.00,\nA,2024-01-22,4.00,\nC,2024-01-22,7.00,\nA,2024-01-31,100.00,zz\n"
        );
        var run = CrmRun.Of(
            "delinquency",
            "states",
            folder["items.csv"],
            "--payments",
            folder["pay.csv"]
        );
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(
            "30.00 to the invoice they name, 20.00 by exact amount, 4.00 to the oldest due, 112.00 unapplied",
            run.Error,
            StringComparison.Ordinal
        );
        var rows = ReceivablesFiles.Table(run.Output);
        Assert.Equal(
            ("6.00", "16", "100.00"),
            (rows[0]["balance"], rows[0]["dpd"], rows[0]["unapplied"])
        );
        Assert.Equal(("B", "5.00"), (rows[1]["account"], rows[1]["unapplied"]));
        Assert.Equal(("C", "7.00"), (rows[2]["account"], rows[2]["unapplied"]));
    }

    [Theory]
    [InlineData("date")]
    [InlineData("posting_date")]
    public void The_day_of_an_invoice_goes_by_two_names(string role)
    {
        var run = ReceivablesFiles.Run(
            "states",
            "account,sent on,due_date,amount\nA,2024-01-05,2024-01-20,10.00\nA,2024-01-31,2024-02-14,10.00\n",
            "--map",
            role + "=sent on"
        );
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("2024-01-31", Assert.Single(ReceivablesFiles.Table(run.Output))["cycle"]);
    }

    [Fact]
    public void Ageing_of_the_invoices_of_2013_is_exact()
    {
        if (ReceivablesFiles.Shared("invoices/accounts_receivable.csv") is not { } path)
        {
            return;
        }

        var run = CrmRun.Of(
            "delinquency",
            "states",
            path,
            "--as-of",
            "2013-06-30",
            "--disputed",
            "include"
        );
        var rows = ReceivablesFiles
            .Table(run.Output)
            .Where(r => r["cycle"] == "2013-06-30")
            .ToList();
        Assert.Equal(4284.29m, Sum("bucket_current"));
        Assert.Equal(72, Sum("items_current"));
        Assert.Equal(835.56m, Sum("bucket_1_30"));
        Assert.Equal(12, Sum("items_1_30"));
        Assert.Equal(0, Sum("bucket_31_60"));

        decimal Sum(string column) =>
            rows.Sum(r => decimal.Parse(r[column], CultureInfo.InvariantCulture));
    }
}
