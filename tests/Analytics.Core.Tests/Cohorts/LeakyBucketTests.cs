using Analytics.Core.Cohorts;
using Analytics.Core.Summaries;
using Analytics.Core.Tests.Data;
using CsCheck;

namespace Analytics.Core.Tests.Cohorts;

public class LeakyBucketTests
{
    private static readonly Gen<LapseRule> Lapse = Gen.Int[1, 200].Select(LapseRule.Given);

    [Fact]
    public void A_customer_flows_in_out_and_back_in()
    {
        var days = new DaysBuilder()
            .Buy("a", RealData.Day(2024, 1, 10), 1000)
            .Buy("a", RealData.Day(2024, 1, 20), 500)
            .Buy("a", RealData.Day(2024, 5, 1), 700)
            .Build();
        var rows = LeakyBucket.Of(days, RealData.Day(2024, 5, 15), LapseRule.Given(60), 1);
        // in from 10 January; on 15 March the first purchase is out of the window, on 21 March the customer is out
        Assert.Equal(
            [
                "2024-01 0 1 0 0 1 | 15.00 0.00 0.00 0.00 0.00",
                "2024-02 1 0 0 0 1 | 0.00 0.00 0.00 0.00 0.00",
                "2024-03 1 0 0 1 0 | 0.00 0.00 0.00 0.00 15.00",
                "2024-04 0 0 0 0 0 | 0.00 0.00 0.00 0.00 0.00",
                "2024-05 0 0 1 0 1 | 0.00 7.00 0.00 0.00 0.00",
            ],
            rows.Select(Text).ToArray()
        );
    }

    [Fact]
    public void Spending_more_or_less_expands_and_contracts()
    {
        var days = new DaysBuilder()
            .Buy("a", RealData.Day(2024, 1, 10), 1000)
            .Buy("a", RealData.Day(2024, 2, 10), 1500)
            .Buy("a", RealData.Day(2024, 3, 10), 100)
            .Build();
        var rows = LeakyBucket.Of(days, RealData.Day(2024, 3, 31), LapseRule.Given(31), 1);
        Assert.Equal("2024-02 1 0 0 0 1 | 0.00 0.00 5.00 0.00 0.00", Text(rows[1]));
        Assert.Equal("2024-03 1 0 0 0 1 | 0.00 0.00 0.00 14.00 0.00", Text(rows[2]));
    }

    [Fact]
    public void Every_month_closes_in_customers_and_in_money() =>
        Gen.Select(Generated.DaysWithPurchases, Lapse)
            .Sample(
                (days, lapse) =>
                {
                    var rows = LeakyBucket.Of(days, Generated.AsOf, lapse, 1);
                    var (customers, amount) = (0, (Int128)0);
                    foreach (var row in rows)
                    {
                        Assert.Equal((customers, amount), (row.Opening, row.OpeningAmount.Units));
                        customers += row.New + row.Reactivated - row.Lapsed;
                        amount +=
                            row.NewAmount.Units
                            + row.ReactivatedAmount.Units
                            + row.Expansion.Units
                            - row.Contraction.Units
                            - row.LapsedAmount.Units;
                        Assert.Equal((customers, amount), (row.Closing, row.ClosingAmount.Units));
                        Assert.True(row.Expansion.Units >= 0 && row.Contraction.Units >= 0);
                    }
                },
                iter: 200
            );

    [Fact]
    public void The_closing_line_is_who_bought_within_the_lapse_days_and_what() =>
        Gen.Select(Generated.DaysWithPurchases, Lapse)
            .Sample(
                (days, lapse) =>
                {
                    var rows = LeakyBucket.Of(days, Generated.AsOf, lapse, 1);
                    foreach (var row in rows)
                    {
                        var end = Math.Min(row.Month.LastDay, Generated.AsOf);
                        var (customers, amount) = InBucket(days, end, lapse.Days);
                        Assert.Equal(customers, row.Closing);
                        Assert.Equal(amount, row.ClosingAmount.Units);
                    }

                    var buyers = RetentionTable
                        .Of(days, Generated.AsOf, 1)
                        .Where(r => r.MonthsSince == 0)
                        .ToDictionary(r => r.Month, r => r.Customers);
                    Assert.All(rows, r => Assert.Equal(buyers.GetValueOrDefault(r.Month), r.New));
                },
                iter: 150
            );

    [Fact]
    public void Threads_change_nothing()
    {
        var builder = new DaysBuilder();
        var random = new Random(11);
        for (var i = 0; i < 70_000; i++)
        {
            builder.Buy("c" + random.Next(25_000), 730_000 + random.Next(700), random.Next(9999));
        }

        var days = builder.Build();
        var rule = LapseRule.Of(days, 730_650);
        Assert.Equal(
            LeakyBucket.Of(days, 730_650, rule, 1),
            LeakyBucket.Of(days, 730_650, rule, 2)
        );
        Assert.Equal(RetentionTable.Of(days, 730_650, 1), RetentionTable.Of(days, 730_650, 2));
    }

    [Fact]
    public void The_default_lapse_is_the_ninetieth_percentile_of_the_gaps()
    {
        // gaps 40, 50, 60, 100: position 2.7, 60 + .7 x 40 = 88
        var days = new DaysBuilder()
            .Buy("a", 0, 1)
            .Buy("a", 40, 1)
            .Buy("a", 90, 1)
            .Return("a", 95, 1)
            .Buy("a", 150, 1)
            .Buy("b", 0, 1)
            .Buy("b", 100, 1)
            .Build();
        Assert.Equal(new LapseRule(88, 88, 4), LapseRule.Of(days, 150));
        // before day 90 the gap of 40 is the only one; before day 40 there is none
        Assert.Equal(new LapseRule(40, 40, 1), LapseRule.Of(days, 89));
        Assert.Equal(new LapseRule(365, null, 0), LapseRule.Of(days, 39));
        var quick = new DaysBuilder().Buy("a", 0, 1).Buy("a", 1, 1).Build();
        Assert.Equal(new LapseRule(30, 1, 1), LapseRule.Of(quick, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => LapseRule.Given(0));
    }

    [Fact]
    public void Yearly_retention_is_of_those_who_bought_the_year_before_last()
    {
        var days = new DaysBuilder()
            .Buy("a", 1, 1)
            .Buy("a", 366, 1)
            .Buy("b", 365, 1)
            .Return("b", 400, 1)
            .Buy("c", 500, 1)
            .Build();
        var found = YearlyRetention.Of(days, 730);
        Assert.Equal(new YearlyRetention(2, 1, true), found);
        Assert.Equal((.5, .5), (found.Retention, found.Churn));
        Assert.False(YearlyRetention.Of(days, 729).WholeYears);
        Assert.Null(YearlyRetention.Of(days, 300).Churn);
    }

    private static (int Customers, Int128 Amount) InBucket(CustomerDays days, int end, int lapse)
    {
        var (customers, amount) = (0, (Int128)0);
        for (var c = 0; c < days.CustomerCount; c++)
        {
            var bought = Enumerable
                .Range(days.Start[c], days.Start[c + 1] - days.Start[c])
                .Where(i => days.IsPurchase[i] && days.Day[i] <= end && end - days.Day[i] <= lapse)
                .ToList();
            customers += bought.Count > 0 ? 1 : 0;
            amount += bought.Aggregate((Int128)0, (sum, i) => sum + days.Gross[i]);
        }

        return (customers, amount);
    }

    private static string Text(LeakyBucketRow r) =>
        FormattableString.Invariant(
            $"{r.Month} {r.Opening} {r.New} {r.Reactivated} {r.Lapsed} {r.Closing} | {r.NewAmount} {r.ReactivatedAmount} {r.Expansion} {r.Contraction} {r.LapsedAmount}"
        );
}
