using Analytics.Core.Summaries;
using Analytics.Core.Tests.Data;
using CsCheck;

namespace Analytics.Core.Tests.Summaries;

public class CustomerDaysFoldTests
{
    [Fact]
    public void One_customer_is_folded_into_counts_days_and_amounts()
    {
        var days = new DaysBuilder()
            .Buy("a", 100, 1000, "o1")
            .Buy("a", 100, 500, "o2")
            .Buy("a", 107, 200, "o2")
            .Return("a", 108, 300)
            .Buy("a", 121, 700, "o3")
            .Build();

        var s = CustomerDaysFold.Summarise(days, 130, netOfReturns: true, threads: 1);

        Assert.Equal(1, s.Count);
        Assert.Equal((100, 121), (s.FirstDay[0], s.LastDay[0]));
        Assert.Equal((3, 3), (s.Orders[0], s.PurchaseDays[0]));
        Assert.Equal((2400, 300), (s.Gross[0], s.Refunds[0]));
        Assert.Equal((2100, 1500), (s.Net[0], s.FirstDayGross[0]));
        Assert.Equal((2, 21), (s.Frequency(0), s.RecencyDays(0)));
        Assert.Equal((30, 9), (s.ObservedDays(0), s.DaysSinceLast(0)));
        Assert.Equal(4.5, s.MonetaryValue(0));
        // one unit of the fixed point per term
        Assert.Equal(Math.Log(7) + Math.Log(14), s.SumLogGaps[0], 1e-12);
    }

    [Fact]
    public void Under_the_gross_policy_net_is_gross()
    {
        var days = new DaysBuilder().Buy("a", 1, 1000).Return("a", 2, 300).Build();
        var s = CustomerDaysFold.Summarise(days, 2, netOfReturns: false, threads: 1);
        Assert.Equal((1000, 300, 1000), (s.Gross[0], s.Refunds[0], s.Net[0]));
    }

    [Fact]
    public void A_returns_only_customer_is_kept_and_not_scored()
    {
        var days = new DaysBuilder().Return("a", 1, 300).Build();
        var s = CustomerDaysFold.Summarise(days, 2, netOfReturns: true, threads: 1);
        Assert.False(s.IsScored(0));
        Assert.Equal(SummaryColumns.NoDay, s.LastDay[0]);
        Assert.Equal(-300, s.Net[0]);
    }

    [Fact]
    public void Customers_without_a_row_yet_are_left_out()
    {
        var days = new DaysBuilder().Buy("a", 9, 1).Buy("b", 3, 2).Buy("c", 8, 3).Build();
        var s = CustomerDaysFold.Summarise(days, 8, netOfReturns: true, threads: 1);
        Assert.Equal(("b", "c", 2), (s.Ids.Text(0), s.Ids.Text(1), s.Count));
        Assert.Equal(0, CustomerDaysFold.Summarise(days, 2, netOfReturns: true, threads: 1).Count);
    }

    [Fact]
    public void Sums_beyond_64_bits_stay_exact()
    {
        var days = new DaysBuilder()
            .Buy("a", 1, long.MaxValue)
            .Buy("a", 2, long.MaxValue)
            .Buy("a", 3, long.MaxValue)
            .Return("a", 4, 5)
            .Build();
        var s = CustomerDaysFold.Summarise(days, 9, netOfReturns: true, threads: 1);
        Assert.Equal(((Int128)long.MaxValue * 3) - 5, s.Net[0]);
        Assert.False(s.Gross.IsNarrow);
        Assert.True(s.Refunds.IsNarrow);
    }

    [Fact]
    public void A_cut_off_equals_the_fold_of_a_ledger_that_ends_there() =>
        Gen.Select(Generated.Days, Gen.Int[0, Generated.Span])
            .Sample(
                (days, offset) =>
                {
                    var cut = Generated.FirstDay + offset;
                    var whole = CustomerDaysFold.Summarise(days, cut, true, 1);
                    var shorter = CustomerDaysFold.Summarise(EndedAt(days, cut), cut, true, 1);
                    AssertSame(shorter, whole);
                },
                iter: 200
            );

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var builder = new DaysBuilder();
        var random = new Random(7);
        for (var i = 0; i < 60_000; i++)
        {
            builder.Buy("c" + random.Next(20_000), random.Next(900), random.Next(10_000));
        }

        var days = builder.Build();
        var one = CustomerDaysFold.Summarise(days, 500, true, 1);
        AssertSame(one, CustomerDaysFold.Summarise(days, 500, true, 2));
        AssertSame(one, CustomerDaysFold.Summarise(days, 500, true, 5));
    }

    private static CustomerDays EndedAt(CustomerDays days, int last)
    {
        var builder = new DaysBuilder();
        for (var c = 0; c < days.CustomerCount; c++)
        {
            for (var row = days.Start[c]; row < days.Start[c + 1]; row++)
            {
                if (days.Day[row] > last)
                {
                    continue;
                }

                for (var order = 0; order < days.Orders[row]; order++)
                {
                    builder.Buy(days.Ids.Text(c), days.Day[row], order == 0 ? days.Gross[row] : 0);
                }

                if (days.Refunds[row] > 0 || !days.IsPurchase[row])
                {
                    builder.Return(days.Ids.Text(c), days.Day[row], days.Refunds[row]);
                }
            }
        }

        return builder.Build();
    }

    private static void AssertSame(SummaryColumns expected, SummaryColumns actual)
    {
        Assert.Equal(expected.FirstDay, actual.FirstDay);
        Assert.Equal(expected.LastDay, actual.LastDay);
        Assert.Equal(expected.Orders, actual.Orders);
        Assert.Equal(expected.PurchaseDays, actual.PurchaseDays);
        Assert.Equal(expected.SumLogGaps, actual.SumLogGaps);
        Assert.Equal(expected.Net.ToWide(), actual.Net.ToWide());
        Assert.Equal(expected.FirstDayGross.ToWide(), actual.FirstDayGross.ToWide());
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected.Ids.Text(i), actual.Ids.Text(i));
        }
    }
}
