using System.Globalization;
using System.Text;
using Analytics.Core.Numerics;

namespace Analytics.Cli.Tests.Commands;

/// <summary><c>clv --covariates</c> with transactions: what is known of customers, joined from a table.</summary>
public class ClvCovariatesTests
{
    private const int Customers = 1500;
    private const int Days = 728;

    [Fact]
    public void A_kind_of_customers_that_buys_three_times_as_fast_is_found_and_used()
    {
        using var folder = Written();
        var run = Clv(folder, "kind", "--fit-only");
        Assert.Equal(0, run.ExitCode);
        var rows = CsvRows.Of(run.Output).Rows;
        Assert.Equal(["bg-nbd", "bg-nbd+covariates"], rows.Select(r => r["model"]));
        Assert.Equal(["false", "true"], rows.Select(r => r["chosen"]));
        Assert.True(CsvRows.Number(rows[1]["aic"]) < CsvRows.Number(rows[0]["aic"]) - 50);
        var slow = CsvRows.Parameter(rows[1]["parameters"], "alpha:kind:slow");
        // ln 3 with a standard error of about .08; four of them
        Assert.Equal(-Math.Log(3), slow, .32);
        Assert.Contains("Covariates are used", run.Error, StringComparison.Ordinal);
        Assert.Contains("50 of 1500 customers are not in it", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "30 of its 1480 customers bought nothing",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Values_follow_the_kind_and_both_models_are_back_tested()
    {
        using var folder = Written();
        var one = Clv(folder, "kind", "--threads", "1");
        Assert.Equal(0, one.ExitCode);
        Assert.Equal(one.Output, Clv(folder, "kind", "--threads", "3").Output);
        var expected = CsvRows
            .Of(one.Output)
            .Rows.Where(r => r["frequency"] == "0")
            .ToLookup(
                r => Kind(int.Parse(r["customer_id"][1..], CultureInfo.InvariantCulture)),
                r => CsvRows.Number(r["expected_purchases_365d"])
            );
        // of those who did not come back the fast ones are more surely gone or more often to come: never the same
        Assert.NotEqual(expected["fast"].Average(), expected["slow"].Average(), .01);
        Assert.Equal(0, Clv(folder, "kind", "--horizon", "180d", "--out", folder["out"]).ExitCode);
        var tests = CsvRows.File(Path.Combine(folder["out"], "backtest.csv")).Rows;
        Assert.Equal(
            ["bg-nbd", "bg-nbd+covariates"],
            tests.Select(r => r["model"]).Distinct().Order()
        );
        Assert.Equal(
            tests.Count(r => r["model"] == "bg-nbd"),
            tests.Count(r => r["model"] == "bg-nbd+covariates")
        );
    }

    [Fact]
    public void Covariates_that_say_nothing_are_not_used()
    {
        using var folder = Written();
        var run = Clv(folder, "coin,number", "--fit-only");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Covariates are not used", run.Error, StringComparison.Ordinal);
        Assert.Contains("20 bands", run.Error, StringComparison.Ordinal);
        Assert.Equal(["true", "false"], CsvRows.Of(run.Output).Rows.Select(r => r["chosen"]));
    }

    [Fact]
    public void What_cannot_be_joined_is_said()
    {
        using var folder = Written();
        Assert.Equal(2, CrmRun.Of("clv", folder["orders.csv"], "--covariates", "kind").ExitCode);
        var unknown = Clv(folder, "kinds");
        Assert.Equal(3, unknown.ExitCode);
        Assert.Contains("'kinds'", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("kind", unknown.Error, StringComparison.Ordinal);
        var season = Clv(folder, "kind", "--season");
        Assert.Equal(2, season.ExitCode);
        var table = File.ReadAllText(folder["customers.csv"])
            .Replace("\nc", "\nx", StringComparison.Ordinal);
        File.WriteAllText(folder["customers.csv"], table);
        var apart = Clv(folder, "kind");
        Assert.Equal(3, apart.ExitCode);
        Assert.Contains("do not join", apart.Error, StringComparison.Ordinal);
    }

    private static CrmRun Clv(TemporaryFolder folder, string covariates, params string[] more) =>
        CrmRun.Of([
            "clv",
            folder["orders.csv"],
            "--model",
            "bg-nbd",
            "--covariates",
            covariates,
            "--features",
            folder["customers.csv"],
            .. more,
        ]);

    /// <summary>Fast for 6 of 10 customers; nothing is known of the last fifty.</summary>
    private static string Kind(int customer) =>
        customer >= Customers - 50 ? ""
        : customer % 10 < 6 ? "fast"
        : "slow";

    private static TemporaryFolder Written()
    {
        var folder = new TemporaryFolder();
        var (orders, customers) = (
            new StringBuilder("customer_id,date,amount\n"),
            new StringBuilder("customer_id,kind,coin,number\n")
        );
        var start = new DateOnly(2022, 1, 3);
        for (var i = 0; i < Customers + 30; i++)
        {
            var chance = new Chance(17, i);
            var (coin, number) = (chance.Uniform() < .5 ? "heads" : "tails", chance.Normal());
            if (i < Customers - 50 || i >= Customers)
            {
                customers.Append(
                    CultureInfo.InvariantCulture,
                    $"c{i:0000},{Kind(i % Customers)},{coin},{number:F6}\n"
                );
            }

            var rate = chance.Gamma(1.2) / 60 * (i % 10 < 6 ? 3 : 1);
            var leaves = chance.Beta(1, 6);
            for (
                var at = Math.Floor(chance.Uniform() * 500);
                i < Customers && at < Days;
                at += 1 + Math.Floor(chance.Exponential() / rate)
            )
            {
                orders.Append(
                    CultureInfo.InvariantCulture,
                    $"c{i:0000},{start.AddDays((int)at):yyyy-MM-dd},10.00\n"
                );
                if (chance.Uniform() < leaves)
                {
                    break;
                }
            }
        }

        File.WriteAllText(folder["orders.csv"], orders.ToString());
        File.WriteAllText(folder["customers.csv"], customers.ToString());
        return folder;
    }
}
