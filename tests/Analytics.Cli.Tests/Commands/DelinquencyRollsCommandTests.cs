using System.Globalization;

namespace Analytics.Cli.Tests.Commands;

public class DelinquencyRollsCommandTests
{
    private const string Panel =
        "account,month,status,kind\nA,2024-01,0,x\nA,2024-02,1,x\nA,2024-03,0,y\nB,2024-01,0,y\nB,2024-02,0,y\nB,2024-04,2,y\n";

    [Fact]
    public void A_panel_gives_every_pair_that_was_seen_and_names_the_gaps()
    {
        var run = ReceivablesFiles.Run("rolls", Panel);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            ["all 0 0 1", "all 0 1 1", "all 1 0 1"],
            ReceivablesFiles.Table(run.Output).Select(Shown)
        );
        Assert.Contains("1 times months are missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_that_changes_type_counts_for_the_type_it_has_then()
    {
        var run = ReceivablesFiles.Run("rolls", Panel, "--types", "kind");
        Assert.Equal(
            ["x 0 1 1", "x 1 0 1", "y 0 0 1"],
            ReceivablesFiles.Table(run.Output).Where(r => r["type"] != "all").Select(Shown)
        );
        Assert.Contains("1 accounts change their type", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Offsets_statuses_in_their_own_order_and_unknown_ones_are_taken_as_they_are()
    {
        var run = ReceivablesFiles.Run(
            "rolls",
            "account,month,status\nA,-2,ok\nA,-1,late\nA,0,gone\n",
            "--statuses",
            "ok,late"
        );
        Assert.Equal(
            ["all ok late 1", "all late gone 1"],
            ReceivablesFiles.Table(run.Output).Select(Shown)
        );
    }

    [Theory]
    [InlineData("account,month,status\nA,1,0\nA,2024-01-01,0\n", "cannot be put in one order")]
    [InlineData("account,month,status\nA,soon,0\nA,2024-01-01,0\n", "MONTH_INVALID")]
    public void Months_that_cannot_be_read_are_an_error(string content, string said)
    {
        var run = ReceivablesFiles.Run("rolls", content);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_statuses_in_one_month_count_as_the_worse_one_whatever_their_order()
    {
        const string head = "account,month,status\nA,1,0\nA,3,0\n";
        var run = ReceivablesFiles.Run("rolls", head + "A,2,1\nA,2,2\n");
        Assert.Equal(run.Output, ReceivablesFiles.Run("rolls", head + "A,2,2\nA,2,1\n").Output);
        Assert.Contains("the worse one counts", run.Error, StringComparison.Ordinal);
        Assert.Equal(["all 0 2 1", "all 2 0 1"], ReceivablesFiles.Table(run.Output).Select(Shown));
    }

    [Fact]
    public void One_state_only_is_said_and_no_crash()
    {
        var run = ReceivablesFiles.Run("rolls", "account,month,status\nA,1,0\nA,2,0\n");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("only one state was seen", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Money_types_of_a_panel_are_refused()
    {
        var run = ReceivablesFiles.Run("rolls", Panel, "--types", "value-8");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no money", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_credit_cards_hardly_ever_start_from_state_1_and_that_is_said()
    {
        if (ReceivablesFiles.Shared("credit-default/credit_default.csv") is not { } path)
        {
            return;
        }

        var run = CrmRun.Of(
            "delinquency",
            "rolls",
            path,
            "--wide",
            "PAY_6,PAY_5,PAY_4,PAY_3,PAY_2,PAY_0"
        );
        Assert.True(run.ExitCode == 0, run.Error);
        var rows = ReceivablesFiles.Table(run.Output);
        Assert.Equal(150_000, rows.Sum(r => long.Parse(r["n"], CultureInfo.InvariantCulture)));
        Assert.Equal(
            34,
            rows.Where(r => r["from"] == "1")
                .Sum(r => int.Parse(r["n"], CultureInfo.InvariantCulture))
        );
        Assert.Contains("1 -> 2 cannot be estimated", run.Error, StringComparison.Ordinal);
    }

    private static string Shown(Dictionary<string, string> r) =>
        $"{r["type"]} {r["from"]} {r["to"]} {r["n"]}";
}
