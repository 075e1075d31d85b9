using Analytics.Core.Cohorts;
using Analytics.Core.Tests.Data;
using Analytics.Core.Time;
using CsCheck;

namespace Analytics.Core.Tests.Cohorts;

public class RetentionTableTests
{
    [Fact]
    public void Every_month_since_the_first_purchase_has_a_row()
    {
        var days = new DaysBuilder()
            .Buy("a", RealData.Day(2024, 1, 5), 1)
            .Buy("a", RealData.Day(2024, 1, 25), 1)
            .Buy("a", RealData.Day(2024, 3, 1), 1)
            .Buy("b", RealData.Day(2024, 1, 31), 1)
            .Return("b", RealData.Day(2024, 2, 2), 1)
            .Buy("c", RealData.Day(2024, 3, 2), 1)
            .Return("d", RealData.Day(2023, 3, 2), 1)
            .Build();
        var rows = RetentionTable.Of(days, RealData.Day(2024, 3, 30), 1);
        Assert.Equal(
            [
                "2024-01 2024-01 0 2 1 True",
                "2024-01 2024-02 1 0 0 True",
                "2024-01 2024-03 2 1 0.5 False",
                "2024-03 2024-03 0 1 1 False",
            ],
            rows.Select(r =>
                    FormattableString.Invariant(
                        $"{r.Cohort} {r.Month} {r.MonthsSince} {r.Customers} {r.Share} {r.Complete}"
                    )
                )
                .ToArray()
        );
        Assert.True(RetentionTable.Of(days, RealData.Day(2024, 3, 31), 1)[^1].Complete);
        Assert.Empty(RetentionTable.Of(days, RealData.Day(2023, 12, 31), 1));
    }

    [Fact]
    public void Cohorts_hold_every_buyer_once_and_months_every_active_customer() =>
        Generated.Days.Sample(
            days =>
            {
                var rows = RetentionTable.Of(days, Generated.AsOf, 1);
                var buyers = Enumerable
                    .Range(0, days.CustomerCount)
                    .Select(c =>
                        Enumerable
                            .Range(days.Start[c], days.Start[c + 1] - days.Start[c])
                            .Where(i => days.IsPurchase[i])
                            .Select(i => CalendarMonth.Of(days.Day[i]))
                            .ToHashSet()
                    )
                    .Where(months => months.Count > 0)
                    .ToList();
                Assert.Equal(
                    buyers.Count,
                    rows.Where(r => r.MonthsSince == 0).Sum(r => r.Customers)
                );
                foreach (var month in rows.GroupBy(r => r.Month))
                {
                    Assert.Equal(
                        buyers.Count(months => months.Contains(month.Key)),
                        month.Sum(r => r.Customers)
                    );
                }

                Assert.All(rows, r => Assert.InRange(r.Share, 0, 1));
            },
            iter: 150
        );

    [Fact]
    public void Online_Retail_has_its_reference_cohort_of_December_2010()
    {
        if (RealData.OnlineRetailPositive() is not { } days)
        {
            return;
        }

        var rows = RetentionTable.Of(days, RealData.Day(2011, 12, 9), 2);
        var cohort = rows.Where(r => r.Cohort.ToString() == "2010-12").ToList();
        int[] expected = [885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235];
        Assert.Equal(expected, cohort.Select(r => r.Customers).ToArray());
        Assert.Equal(12, cohort.Count(r => r.Complete));
        Assert.False(cohort[^1].Complete);
    }
}
