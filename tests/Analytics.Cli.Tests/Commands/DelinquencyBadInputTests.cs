using System.Globalization;

namespace Analytics.Cli.Tests.Commands;

/// <summary>Receivables as they should not be: a stated rule with its count, or an error that says what to do. Never a crash, never a silent drop.</summary>
public class DelinquencyBadInputTests
{
    private const string Head = "id,account,type,posting_date,due_date,amount\n";
    private const string Panel =
        "account,month,status\nA,1,0\nA,2,1\nA,3,2\nA,4,0\nB,1,0\nB,2,1\nB,3,0\nB,4,1\n";

    [Theory]
    [InlineData("p,A,payment,2024-01-01,,50\ni,A,invoice,2024-01-05,2024-01-20,50\n", "50.00")]
    [InlineData("i,A,invoice,2024-01-05,2024-01-20,50\np,A,payment,2024-01-21,,500\n", "450.00")]
    [InlineData("i,A,invoice,2024-01-05,2024-01-20,-50\n", "50.00")]
    [InlineData("i,B,invoice,2024-01-05,2024-01-20,50\np,A,payment,2024-01-21,,70\n", "70.00")]
    public void Money_without_a_debt_is_shown_as_unapplied(string rows, string unapplied)
    {
        var run = ReceivablesFiles.Run("states", Head + rows, "--as-of", "2024-01-31");
        Assert.True(run.ExitCode == 0, run.Error);
        var shown = ReceivablesFiles.Table(run.Output).Single(r => r["account"] == "A");
        Assert.Equal(unapplied, shown["unapplied"]);
        Assert.Contains(unapplied + " unapplied", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("states")]
    [InlineData("rolls")]
    [InlineData("train")]
    [InlineData("plan")]
    public void Nothing_to_read_is_an_error_of_the_data(string command)
    {
        using var folder = new TemporaryFolder();
        foreach (var content in new[] { "", Head, "account,month,status\n" })
        {
            var run = ReceivablesFiles.Run(command, content, "--out", folder["out"]);
            Assert.Equal(3, run.ExitCode);
            Assert.Contains("nothing to analyse", run.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(folder["out"]));
        }
    }

    [Fact]
    public void Payments_of_another_currency_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["pay.csv"], "account,date,amount,currency\nA,2024-01-20,10,USD\n");
        foreach (var command in new[] { "states", "rolls", "plan" })
        {
            var run = ReceivablesFiles.Run(
                command,
                "invoice,account,invoice_date,due_date,amount,currency\ni1,A,2024-01-01,2024-01-15,10.00,EUR\n",
                "--payments",
                folder["pay.csv"]
            );
            Assert.Equal(3, run.ExitCode);
            Assert.Contains("EUR, USD", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_account_of_a_ledger_that_changes_its_type_is_counted()
    {
        var ledger = "id,account,type,posting_date,due_date,amount,kind\n";
        for (var m = 1; m <= 6; m++)
        {
            foreach (var account in new[] { "A", "B", "C" })
            {
                var kind = account == "C" || m % 2 == 0 ? "x" : "y";
                ledger += string.Create(
                    CultureInfo.InvariantCulture,
                    $"{account}{m},{account},invoice,2024-0{m}-02,2024-0{m}-16,50.00,{kind}\n"
                );
            }
        }

        var run = ReceivablesFiles.Run("rolls", ledger, "--types", "kind");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("2 accounts change their type", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("account,month,status\nA,1,0\nA,2,0\n", 1)]
    [InlineData("account,month,status\nA,1,0\nA,2,1\nB,1,0\n", 2)]
    [InlineData(Panel, 2)]
    public void One_state_or_no_bad_debt_is_planned_for_all_the_same(string panel, int accounts)
    {
        var run = ReceivablesFiles.Run("plan", panel);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(accounts, ReceivablesFiles.Table(run.Output).Count);
    }

    [Fact]
    public void Where_nothing_rolled_there_is_nothing_to_learn_and_that_is_said()
    {
        using var folder = new TemporaryFolder();
        var panel =
            "account,month,status\n"
            + string.Concat(
                Enumerable.Range(1, 12).Select(m => FormattableString.Invariant($"A,{m},0\n"))
            );
        var run = ReceivablesFiles.Run("train", panel, "--out", folder["out"]);
        Assert.Equal(3, run.ExitCode);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Theory]
    [InlineData("--calls", "-1")]
    [InlineData("--calls", "1.5")]
    [InlineData("--budget", "-1")]
    [InlineData("--holdout", "200%")]
    [InlineData("--bill", "-60")]
    public void Numbers_that_make_no_sense_are_a_usage_error(string option, string value)
    {
        var run = ReceivablesFiles.Run("plan", Panel, option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("letter=0:1.1:0,call=0:1.5:0", "0")]
    [InlineData("letter=1e300:1.1:0,call=1e-300:1.5:0", "5")]
    [InlineData("letter=1:1.1:0,call=30:1.5:0", "99999999999999999999999999999999999999")]
    public void Costs_and_budgets_of_any_size_are_planned_with(string actions, string budget)
    {
        var run = ReceivablesFiles.Run(
            "plan",
            Panel,
            "--actions",
            actions,
            "--budget",
            budget,
            "--calls",
            "0"
        );
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain(ReceivablesFiles.Table(run.Output), r => r["action"] == "call");
    }

    [Fact]
    public void Accounts_of_a_treatment_log_that_nobody_knows_are_counted()
    {
        using var folder = new TemporaryFolder();
        var log =
            "account,state,action,rolled\nA,1,none,0\nB,1,letter,1\n"
            + string.Concat(
                Enumerable
                    .Range(0, 40)
                    .Select(i => FormattableString.Invariant($"Z{i},1,none,{i % 2}\n"))
            );
        File.WriteAllText(folder["log.csv"], log);
        var run = ReceivablesFiles.Run("plan", Panel, "--treatments", folder["log.csv"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(
            "40 of 42 accounts are not among the receivables",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Names_to_be_left_alone_may_repeat_and_those_that_nobody_has_are_counted()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["dnc.csv"], "A,promise\nA\nZ\n\nY,moved\n");
        var run = ReceivablesFiles.Run("plan", Panel, "--do-not-contact", folder["dnc.csv"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("2 of 3 names belong to no account", run.Error, StringComparison.Ordinal);
        Assert.Equal("promise", ReceivablesFiles.Table(run.Output)[0]["blocked"]);
    }
}
