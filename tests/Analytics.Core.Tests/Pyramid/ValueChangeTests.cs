using Analytics.Core.Pyramid;
using Analytics.Core.Tests.Data;
using CsCheck;

namespace Analytics.Core.Tests.Pyramid;

public class ValueChangeTests
{
    private static readonly Gen<PeriodTotals> Totals = Gen.Select(
        Gen.Int[0, 50],
        Gen.Int[0, 20],
        Gen.Long[0, 1_000_000],
        Gen.Long[0, 10_000],
        (customers, more, gross, refunds) =>
            customers == 0
                ? new PeriodTotals(0, 0, 0, refunds)
                : new PeriodTotals(customers, customers + more, gross, refunds)
    );

    [Fact]
    public void The_terms_add_up_to_the_minor_unit() =>
        Gen.Select(Totals, Totals)
            .Sample(
                (before, after) =>
                {
                    var change = ValueChange.Between(before, after);
                    Assert.Equal(after.Gross - after.Refunds, change.After);
                    Assert.Equal(change.After - change.Before, change.Total);
                    var back = ValueChange.Between(after, before);
                    Assert.Equal(-change.Total, back.Total);
                    // the same effects the other way, up to where the rounding goes
                    Assert.InRange((long)(change.Frequency + back.Frequency), -2, 2);
                    Assert.InRange((long)(change.ActiveCustomers + back.ActiveCustomers), -2, 2);
                }
            );

    [Fact]
    public void One_factor_that_moves_alone_takes_the_whole_change()
    {
        var before = new PeriodTotals(10, 20, 1000, 0);
        var customers = ValueChange.Between(before, new PeriodTotals(20, 40, 2000, 0));
        Assert.Equal(
            (1000, 0, 0),
            (customers.ActiveCustomers, customers.Frequency, customers.Basket)
        );
        var frequency = ValueChange.Between(before, new PeriodTotals(10, 30, 1500, 0));
        Assert.Equal(
            (0, 500, 0),
            (frequency.ActiveCustomers, frequency.Frequency, frequency.Basket)
        );
        var basket = ValueChange.Between(before, new PeriodTotals(10, 20, 700, 0));
        Assert.Equal((0, 0, -300), (basket.ActiveCustomers, basket.Frequency, basket.Basket));
    }

    [Fact]
    public void Without_a_change_of_gross_the_factors_cancel()
    {
        var change = ValueChange.Between(
            new PeriodTotals(10, 20, 1000, 50),
            new PeriodTotals(5, 20, 1000, 80)
        );
        // L(1000, 1000) = 1000; ln(1/2) and ln 2
        Assert.Equal((-693, 693, 0), (change.ActiveCustomers, change.Frequency, change.Basket));
        Assert.Equal(-30, change.Returns);
    }

    [Fact]
    public void Groups_that_come_or_go_are_entries_and_exits()
    {
        var nothing = new PeriodTotals(0, 0, 0, 7);
        var something = new PeriodTotals(3, 5, 900, 0);
        var entry = ValueChange.Between(nothing, something);
        Assert.Equal((900, 0, 7), (entry.Entries, entry.Exits, entry.Returns));
        var exit = ValueChange.Between(something, nothing);
        Assert.Equal((0, -900, -7), (exit.Entries, exit.Exits, exit.Returns));
    }

    [Fact]
    public void Any_grouping_explains_the_same_change() =>
        Gen.Select(Generated.Days, Gen.Int[1, 5])
            .Sample(
                (days, groups) =>
                {
                    var middle = Generated.FirstDay + (Generated.Span / 2);
                    int[] groupOf =
                    [
                        .. Enumerable.Range(0, days.CustomerCount).Select(c => c % groups),
                    ];
                    var before = PeriodTotals.PerGroup(
                        days,
                        Generated.FirstDay,
                        middle,
                        groupOf,
                        groups
                    );
                    var after = PeriodTotals.PerGroup(
                        days,
                        middle + 1,
                        Generated.AsOf,
                        groupOf,
                        groups
                    );
                    var change = ValueChange.Between(before, after);
                    Assert.Equal(change.After - change.Before, change.Total);
                    Assert.Equal(
                        days.Gross.Sum() - days.Refunds.Sum(),
                        change.Before + change.After
                    );
                },
                iter: 150
            );
}
