using System.Globalization;

namespace Analytics.Cli.Tests.Commands;

public class DelinquencyPlanCommandTests
{
    private const string Matrix =
        "state,0,1,2,3,B,D,P\n0,.8946,.0136,0,0,0,0,.0918\n1,.5,.397,.0528,0,0,0,.0502\n2,.25,.16,.18,.31,0,0,.10\n"
        + "3,.10,.05,.07,.08,.60,0,.10\nB,.02,0,0,0,.84,.05,.09\nD,0,0,0,0,0,1,0\nP,0,0,0,0,0,0,1\n";

    [Fact]
    public void A_matrix_alone_gives_the_reference_plan()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["m.csv"], Matrix);
        var run = CrmRun.Of("delinquency", "plan", "--matrix", folder["m.csv"]);
        Assert.True(run.ExitCode == 0, run.Error);
        var rows = ReceivablesFiles.Table(run.Output);
        Assert.Equal(
            ["none", "none", "letter", "letter", "none", "none", "none"],
            rows.Select(r => r["action"])
        );
        double[] expected = [550.5200, 634.5836, 533.3476, 351.8038, 212.6381];
        for (var s = 0; s < expected.Length; s++)
        {
            Assert.Equal(expected[s], Number(rows[s]["net_value"]), 5e-5);
        }

        Assert.Equal(
            ["none", "never", "0.1129", "0.0882", "never"],
            rows.Take(5).Select(r => Short(r["break_even_call"]))
        );
    }

    [Theory]
    [InlineData(".08,.60,0,.10", ".08,.62,0,.10", "state 3 sums to 1.02")]
    [InlineData(",.60,", ",x,", "not a number")]
    [InlineData("\nP,0,0,0,0,0,0,1", "", "not a square table")]
    public void A_matrix_that_is_none_is_refused(string there, string instead, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["m.csv"],
            Matrix.Replace(there, instead, StringComparison.Ordinal)
        );
        var run = CrmRun.Of("delinquency", "plan", "--matrix", folder["m.csv"]);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, "")]
    [InlineData(7, "seven calls in seven days")]
    public void Whoever_was_called_seven_times_in_seven_days_is_left_alone(int calls, string why)
    {
        var ledger = new System.Text.StringBuilder(
            "id,account,type,posting_date,due_date,amount\n"
        );
        for (var m = 1; m <= 6; m++)
        {
            ledger.Append(
                CultureInfo.InvariantCulture,
                $"a{m},a,invoice,2024-0{m}-02,2024-0{m}-16,50.00\n"
            );
            ledger.Append(
                CultureInfo.InvariantCulture,
                $"b{m},b,invoice,2024-0{m}-02,2024-0{m}-16,50.00\n"
            );
        }

        for (var d = 0; d < calls; d++)
        {
            ledger.Append(CultureInfo.InvariantCulture, $"c{d},a,call,2024-06-{30 - d},,\n");
        }

        var run = ReceivablesFiles.Run("plan", ledger.ToString(), "--as-of", "2024-06-30");
        Assert.True(run.ExitCode == 0, run.Error);
        var rows = ReceivablesFiles.Table(run.Output);
        Assert.Equal(why, rows.Single(r => r["account"] == "a")["blocked"]);
        Assert.Equal("", rows.Single(r => r["account"] == "b")["blocked"]);
    }

    [Theory]
    [InlineData("letter=1:0:0")]
    [InlineData("letter=-1:1.1:0")]
    [InlineData("letter")]
    [InlineData("none=1:1:1")]
    public void Actions_that_make_no_sense_are_a_usage_error(string actions)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["m.csv"], Matrix);
        var run = CrmRun.Of(
            "delinquency",
            "plan",
            "--matrix",
            folder["m.csv"],
            "--actions",
            actions
        );
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--actions", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_data_nor_matrix_is_a_usage_error() =>
        Assert.Equal(2, CrmRun.Of("delinquency", "plan").ExitCode);

    [Fact]
    public void A_simulated_company_is_replayed_exactly_and_its_effects_are_found_again()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            0,
            CrmRun
                .Of(
                    "simulate",
                    "receivables",
                    "--customers",
                    "6000",
                    "--seed",
                    "3",
                    "--out",
                    folder["sim"]
                )
                .ExitCode
        );
        var states = CrmRun.Of(
            "delinquency",
            "states",
            folder["sim/ledger.csv"],
            "--as-of",
            "2024-12-31"
        );
        var truth = ReceivablesFiles
            .Table(File.ReadAllText(folder["sim/panel.csv"]))
            .Select(r => $"{r["account"]} {r["month"]} {r["status"]}");
        var found = ReceivablesFiles
            .Table(states.Output)
            .Select(r => $"{r["account"]} {r["cycle"][..7]} {r["state"]}");
        Assert.Equal(truth, found);

        var plan = CrmRun.Of(
            "delinquency",
            "plan",
            folder["sim/ledger.csv"],
            "--as-of",
            "2024-12-31",
            "--types",
            "none",
            "--treatments",
            folder["sim/treatments.csv"],
            "--calls",
            "5",
            "--out",
            folder["plan"]
        );
        Assert.True(plan.ExitCode == 0, plan.Error);
        var effects = ReceivablesFiles.Table(File.ReadAllText(folder["plan/effects.csv"]));
        Assert.Equal(8, effects.Count);
        // eight 95 % intervals: seven or more hold the truth in 94 % of companies
        Assert.InRange(
            effects.Count(e =>
            {
                var theta = e["action"] == "letter" ? 1.10 : 1.50;
                return Number(e["lo95"]) <= theta && theta <= Number(e["hi95"]);
            }),
            7,
            8
        );
        Assert.InRange(
            ReceivablesFiles.Table(File.ReadAllText(folder["plan/calls.csv"])).Count,
            1,
            5
        );
        var rows = ReceivablesFiles.Table(File.ReadAllText(folder["plan/plan.csv"]));
        Assert.Equal(6000, rows.Count);
        Assert.All(rows.Where(r => r["holdout"] == "true"), r => Assert.Equal("none", r["action"]));
        var again = CrmRun.Of(
            "delinquency",
            "plan",
            folder["sim/ledger.csv"],
            "--as-of",
            "2024-12-31",
            "--types",
            "none",
            "--treatments",
            folder["sim/treatments.csv"],
            "--calls",
            "5",
            "--out",
            folder["again"],
            "--threads",
            "1"
        );
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(
            File.ReadAllText(folder["plan/plan.csv"]),
            File.ReadAllText(folder["again/plan.csv"])
        );
    }

    [Theory]
    [InlineData("--calls", "0")]
    [InlineData("--budget", "0")]
    public void Without_calls_or_money_nobody_is_called(string option, string value)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["m.csv"], Matrix);
        var run = CrmRun.Of(
            "delinquency",
            "plan",
            "--matrix",
            folder["m.csv"],
            "--actions",
            "letter=1:1.1:0,call=2:3:0",
            option,
            value
        );
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain(ReceivablesFiles.Table(run.Output), r => r["action"] == "call");
    }

    [Fact]
    public void Free_actions_are_taken_wherever_not_rolling_is_worth_more()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["m.csv"], Matrix);
        var run = CrmRun.Of(
            "delinquency",
            "plan",
            "--matrix",
            folder["m.csv"],
            "--actions",
            "letter=0:1.1:0,call=0:1.5:0"
        );
        Assert.Equal(
            ["none", "call", "call", "call", "call", "none", "none"],
            ReceivablesFiles.Table(run.Output).Select(r => r["action"])
        );
    }

    [Fact]
    public void Accounts_that_must_be_left_alone_are()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["m.csv"], Matrix);
        var panel = string.Join(
            '\n',
            Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"K{i},1,2\nK{i},2,2"))
        );
        File.WriteAllText(
            folder["p.csv"],
            "account,month,status\n" + panel + "\nZ,1,0\nZ,2,1\nZ,3,3\nZ,4,B\nZ,5,D\nY,1,P\n"
        );
        File.WriteAllText(folder["dnc.csv"], "K0\nK1,promise\n");
        var run = CrmRun.Of(
            "delinquency",
            "plan",
            folder["p.csv"],
            "--matrix",
            folder["m.csv"],
            "--do-not-contact",
            folder["dnc.csv"],
            "--holdout",
            "0%"
        );
        Assert.True(run.ExitCode == 0, run.Error);
        var rows = ReceivablesFiles
            .Table(run.Output)
            .ToDictionary(r => r["account"], StringComparer.Ordinal);
        Assert.Equal(
            ("none", "promise", "letter"),
            (rows["K1"]["action"], rows["K1"]["blocked"], rows["K1"]["recommended"])
        );
        Assert.Equal("letter", rows["K2"]["action"]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Short(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("0.0000", CultureInfo.InvariantCulture)
            : text;
}
