using Analytics.Core.Ordering;
using Analytics.Core.Summaries;

namespace Analytics.Core.Segments;

/// <summary>
/// Spend trend tau = (S2 + m) / (S1 + m): gross repeat spend in the second and in the first half of (0, T] (days since the first purchase;
/// a purchase at exactly T / 2 belongs to the first half), each with the customer's mean repeat spend m added so that a single purchase does
/// not decide. 1 without repeat spend.
/// </summary>
public static class SpendTrend
{
    /// <summary>tau of every customer of a summary.</summary>
    /// <param name="days">The customer-days from which the summary was folded.</param>
    /// <param name="summary">The summary; rows after its as-of day are not looked at.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <returns>One positive number per row; 1 for customers without repeat spend.</returns>
    public static double[] Of(CustomerDays days, SummaryColumns summary, int threads)
    {
        var customers = CustomerDaysFold.CustomersSeen(days, summary.AsOfDay, threads);
        var trend = new double[summary.Count];
        RowRanges.ForEach(
            trend.Length,
            threads,
            (from, to) =>
            {
                for (var row = from; row < to; row++)
                {
                    trend[row] = One(days, summary, row, customers[row]);
                }
            }
        );
        return trend;
    }

    private static double One(CustomerDays days, SummaryColumns summary, int row, int customer)
    {
        var repeats = summary.Frequency(row);
        if (repeats == 0)
        {
            return 1;
        }

        var observed = summary.ObservedDays(row);
        Int128 early = 0,
            late = 0;
        for (var i = days.Start[customer]; i < days.Start[customer + 1]; i++)
        {
            var since = days.Day[i] - summary.FirstDay[row];
            if (since > observed)
            {
                break;
            }

            if (since > 0 && days.IsPurchase[i])
            {
                _ = 2 * since <= observed ? early += days.Gross[i] : late += days.Gross[i];
            }
        }

        // m = (S1 + S2) / x: both sides times x stay whole numbers
        var all = early + late;
        return all == 0 ? 1 : (double)((late * repeats) + all) / (double)((early * repeats) + all);
    }
}
