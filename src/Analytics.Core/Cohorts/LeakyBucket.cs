using Analytics.Core.Money;
using Analytics.Core.Ordering;
using Analytics.Core.Summaries;
using Analytics.Core.Time;

namespace Analytics.Core.Cohorts;

/// <summary>
/// Customers and money that flow in and out month by month. A customer is in the bucket from a purchase until the lapse days after the
/// last one have passed: lapses and returns are counted in the month of the day on which they happen. The money of a customer in the bucket
/// is the gross amount of the purchases of the last lapse days (the last day counted as day 0), looked at on the last day of each month.
/// Every month closes: opening + new + reactivated - lapsed = closing customers, and opening + new + reactivated + expansion -
/// contraction - lapsed = closing amount.
/// </summary>
public static class LeakyBucket
{
    /// <summary>The rows of <c>leaky_bucket.csv</c>, from the month of the first purchase to the as-of month.</summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="asOfDay">Day number; later rows are not looked at, and the last month ends here.</param>
    /// <param name="lapse">When a customer lapses.</param>
    /// <param name="threads">Most threads to use.</param>
    public static LeakyBucketRow[] Of(CustomerDays days, int asOfDay, LapseRule lapse, int threads)
    {
        if (MonthTable.Of(days, asOfDay) is not { } months)
        {
            return [];
        }

        var bounds = RowRanges.Bounds(days.CustomerCount, threads);
        var parts = new BucketFlows[bounds.Length - 1];
        RowRanges.Run(
            bounds,
            threads,
            (range, from, to) =>
            {
                parts[range] = new BucketFlows(months, lapse.Days);
                for (var customer = from; customer < to; customer++)
                {
                    parts[range].Add(days, customer);
                }
            }
        );
        foreach (var part in parts.AsSpan(1))
        {
            parts[0].Add(part);
        }

        return Rows(parts[0], months, days.MoneyScale);
    }

    private static LeakyBucketRow[] Rows(BucketFlows flows, MonthTable months, int scale)
    {
        var rows = new LeakyBucketRow[months.Count];
        var customers = 0;
        Int128 amount = 0;
        for (var month = 0; month < rows.Length; month++)
        {
            var flow = flows.Months[month];
            MoneyAmount Money(Int128 units) => new(units, scale);
            var (openingCustomers, openingAmount) = (customers, amount);
            customers += flow.New + flow.Reactivated - flow.Lapsed;
            amount +=
                flow.NewAmount
                + flow.ReactivatedAmount
                + flow.Expansion
                - flow.Contraction
                - flow.LapsedAmount;
            rows[month] = new LeakyBucketRow(
                months.Month(month),
                openingCustomers,
                flow.New,
                flow.Reactivated,
                flow.Lapsed,
                customers,
                Money(flow.NewAmount),
                Money(flow.ReactivatedAmount),
                Money(flow.Expansion),
                Money(flow.Contraction),
                Money(flow.LapsedAmount),
                Money(openingAmount),
                Money(amount)
            );
        }

        return rows;
    }
}

/// <summary>One month of the bucket.</summary>
/// <param name="Month">The month.</param>
/// <param name="Opening">Customers in the bucket when it begins.</param>
/// <param name="New">First purchases.</param>
/// <param name="Reactivated">Purchases of lapsed customers.</param>
/// <param name="Lapsed">Customers whose lapse days ran out.</param>
/// <param name="Closing">Customers in the bucket when it ends.</param>
/// <param name="NewAmount">Closing amount of customers who are in the bucket for the first time.</param>
/// <param name="ReactivatedAmount">Closing amount of customers who were out when the month began and came back.</param>
/// <param name="Expansion">Rise of the amount of those in the bucket at both ends, where it rose.</param>
/// <param name="Contraction">Fall of the amount of those in the bucket at both ends, where it fell; positive.</param>
/// <param name="LapsedAmount">Opening amount of those who are out when the month ends; positive.</param>
/// <param name="OpeningAmount">Amount in the bucket when the month begins.</param>
/// <param name="ClosingAmount">Amount in the bucket when the month ends.</param>
public sealed record LeakyBucketRow(
    CalendarMonth Month,
    int Opening,
    int New,
    int Reactivated,
    int Lapsed,
    int Closing,
    MoneyAmount NewAmount,
    MoneyAmount ReactivatedAmount,
    MoneyAmount Expansion,
    MoneyAmount Contraction,
    MoneyAmount LapsedAmount,
    MoneyAmount OpeningAmount,
    MoneyAmount ClosingAmount
);
