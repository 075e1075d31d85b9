using Analytics.Core.Ordering;
using Analytics.Core.Summaries;
using Analytics.Core.Time;

namespace Analytics.Core.Cohorts;

/// <summary>
/// Who came back when: customers by the month of their first purchase, and how many of them bought something in each month since. Customers
/// are counted once a month; returns do not count.
/// </summary>
public static class RetentionTable
{
    /// <summary>The rows of <c>cohorts.csv</c>: every cohort with customers, every month from its own to the as-of month, zeros too.</summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="asOfDay">Day number; later rows are not looked at.</param>
    /// <param name="threads">Most threads to use.</param>
    public static RetentionRow[] Of(CustomerDays days, int asOfDay, int threads)
    {
        if (MonthTable.Of(days, asOfDay) is not { } months)
        {
            return [];
        }

        var counts = Count(days, months, threads);
        var rows = new List<RetentionRow>();
        for (var cohort = 0; cohort < months.Count; cohort++)
        {
            var size = counts[(cohort * months.Count) + cohort];
            for (var month = cohort; size > 0 && month < months.Count; month++)
            {
                var active = counts[(cohort * months.Count) + month];
                rows.Add(
                    new RetentionRow(
                        months.Month(cohort),
                        months.Month(month),
                        month - cohort,
                        active,
                        (double)active / size,
                        months.IsComplete(month)
                    )
                );
            }
        }

        return [.. rows];
    }

    private static int[] Count(CustomerDays days, MonthTable months, int threads)
    {
        var bounds = RowRanges.Bounds(days.CustomerCount, threads);
        var parts = new int[bounds.Length - 1][];
        RowRanges.Run(
            bounds,
            threads,
            (range, from, to) =>
            {
                var counts = new int[months.Count * months.Count];
                for (var customer = from; customer < to; customer++)
                {
                    AddCustomer(days, customer, months, counts);
                }

                parts[range] = counts;
            }
        );
        var sum = parts[0];
        foreach (var part in parts.AsSpan(1))
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += part[i];
            }
        }

        return sum;
    }

    private static void AddCustomer(
        CustomerDays days,
        int customer,
        MonthTable months,
        int[] counts
    )
    {
        var cohort = -1;
        var last = -1;
        for (var i = days.Start[customer]; i < days.Start[customer + 1]; i++)
        {
            if (days.Day[i] > months.AsOfDay)
            {
                return;
            }

            if (!days.IsPurchase[i])
            {
                continue;
            }

            var month = months[days.Day[i]];
            cohort = cohort < 0 ? month : cohort;
            if (month != last)
            {
                counts[(cohort * months.Count) + month]++;
                last = month;
            }
        }
    }
}

/// <summary>One cohort in one month.</summary>
/// <param name="Cohort">Month of the first purchase.</param>
/// <param name="Month">The month looked at.</param>
/// <param name="MonthsSince">Months between the two, 0 in the cohort's own month.</param>
/// <param name="Customers">Customers of the cohort with a purchase in the month.</param>
/// <param name="Share">Share of the cohort; 1 in its own month.</param>
/// <param name="Complete">False for the as-of month unless as-of is its last day: more may still come.</param>
public sealed record RetentionRow(
    CalendarMonth Cohort,
    CalendarMonth Month,
    int MonthsSince,
    int Customers,
    double Share,
    bool Complete
);
