using Analytics.Core.Numerics;
using Analytics.Core.Segments;
using Analytics.Core.Summaries;

namespace Analytics.Models.Features;

/// <summary>Features of customers at a cut-off, folded from their days up to it.</summary>
public static class TransactionFeatures
{
    private const int Year = 365;

    /// <summary>What each column is, in their order; those of the lifetime model follow (<see cref="LifetimeFeatures"/>).</summary>
    public static readonly IReadOnlyList<FeatureFact> Facts =
    [
        new(
            "days_since_last",
            "days since the last purchase",
            "days",
            Direction.Worse,
            "Cut-off minus last purchase day."
        ),
        new(
            "tenure_days",
            "days since the first purchase",
            "days",
            Direction.Better,
            "Cut-off minus first purchase day."
        ),
        new(
            "purchase_days",
            "purchase days so far",
            "days",
            Direction.Better,
            "Different days with a purchase."
        ),
        new("orders", "orders so far", "orders", Direction.Better, "Distinct orders."),
        new(
            "purchase_days_30d",
            "purchase days in the last 30 days",
            "days",
            Direction.Better,
            "Purchase days in the 30 days up to the cut-off."
        ),
        new(
            "purchase_days_90d",
            "purchase days in the last 90 days",
            "days",
            Direction.Better,
            "Purchase days in the 90 days up to the cut-off."
        ),
        new(
            "purchase_days_180d",
            "purchase days in the last 180 days",
            "days",
            Direction.Better,
            "Purchase days in the 180 days up to the cut-off."
        ),
        new(
            "purchase_days_365d",
            "purchase days in the last 365 days",
            "days",
            Direction.Better,
            "Purchase days in the 365 days up to the cut-off."
        ),
        new("spend", "spend so far", "currency", Direction.Better, "Purchases before returns."),
        new(
            "spend_90d",
            "spend in the last 90 days",
            "currency",
            Direction.Better,
            "Purchases before returns in the 90 days up to the cut-off."
        ),
        new(
            "spend_365d",
            "spend in the last 365 days",
            "currency",
            Direction.Better,
            "Purchases before returns in the 365 days up to the cut-off."
        ),
        new(
            "mean_spend",
            "spend of a purchase day",
            "currency",
            Direction.Better,
            "Spend per purchase day."
        ),
        new(
            "last_spend_ratio",
            "last purchase against the usual one",
            "ratio",
            Direction.Unclear,
            "Spend of the last purchase day over the mean of all."
        ),
        new(
            "spend_trend",
            "recent spend against earlier spend",
            "ratio",
            Direction.Better,
            "(Spend of the later half of the tenure + mean) / (spend of the earlier half + mean)."
        ),
        new(
            "gap_mean",
            "days between purchases",
            "days",
            Direction.Worse,
            "Days from first to last purchase over repeat purchases; missing for one-time buyers."
        ),
        new(
            "gap_variation",
            "irregularity of purchases",
            "ratio",
            Direction.Unclear,
            "Standard deviation over mean of the days between purchases; missing below three purchases."
        ),
        new(
            "gap_trend",
            "last gap against the usual one",
            "ratio",
            Direction.Worse,
            "Last days between purchases over their mean; missing below three purchases."
        ),
        new(
            "overdue_ratio",
            "time since the last purchase in own rhythms",
            "ratio",
            Direction.Worse,
            "Own rhythm: 1 when a purchase is due, drawn towards the median gap of all."
        ),
        new(
            "refund_share",
            "share of spend sent back",
            "share",
            Direction.Unclear,
            "Returns over purchases, at most 1."
        ),
        new(
            "weekend_share",
            "share of purchases at weekends",
            "share",
            Direction.Unclear,
            "Purchase days on Saturday or Sunday over all."
        ),
        new(
            "same_season",
            "purchase days in the same season last year",
            "days",
            Direction.Better,
            "Purchase days in the horizon's days one year earlier; missing below a year of tenure."
        ),
    ];

    /// <summary>Builds the columns.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="horizonDays">Days that will be foretold, for the season.</param>
    /// <param name="rows">Rows of the summary, all with a purchase.</param>
    /// <param name="threads">Most threads to use; changes no bit.</param>
    /// <returns>One column per fact, one entry per row; not-a-number means missing.</returns>
    public static double[][] Build(PastView past, int horizonDays, int[] rows, int threads)
    {
        var columns = Facts.Select(_ => new double[rows.Length]).ToArray();
        var rhythm = Rhythm.Of(past.Summary);
        FixedBlocks.Each(
            rows.Length,
            threads,
            (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    Fill(past, rhythm, horizonDays, rows[i], i, columns);
                }
            }
        );
        return columns;
    }

    private static void Fill(
        PastView past,
        Rhythm rhythm,
        int horizonDays,
        int row,
        int at,
        double[][] columns
    )
    {
        var summary = past.Summary;
        var (first, last) = (summary.FirstDay[row], summary.LastDay[row]);
        var (tenure, span) = (past.CutOffDay - first, last - first);
        var (purchases, repeats) = (summary.PurchaseDays[row], summary.Frequency(row));
        var days = Walk(past.Of(row), past.CutOffDay, first, horizonDays);
        var mean = days.Spend / purchases;
        var gap = repeats > 0 ? (double)span / repeats : double.NaN;
        var refunds = summary.Refunds.ToDouble(row);

        var c = 0;
        void Put(double value) => columns[c++][at] = value;
        Put(past.CutOffDay - last);
        Put(tenure);
        Put(purchases);
        Put(summary.Orders[row]);
        Put(days.In30);
        Put(days.In90);
        Put(days.In180);
        Put(days.InYear);
        Put(days.Spend);
        Put(days.Spend90);
        Put(days.SpendYear);
        Put(mean);
        Put(mean > 0 ? days.LastSpend / mean : 1);
        Put(mean > 0 ? (days.LaterSpend + mean) / (days.Spend - days.LaterSpend + mean) : 1);
        Put(gap);
        Put(
            repeats > 1
                ? Math.Sqrt(Math.Max(0, (days.SquaredGaps / repeats) - (gap * gap))) / gap
                : double.NaN
        );
        Put(repeats > 1 ? days.LastGap / gap : double.NaN);
        Put(rhythm.Own(repeats, span, tenure));
        Put(days.Spend > 0 ? Math.Min(1, refunds / days.Spend) : 0);
        Put((double)days.Weekends / purchases);
        Put(tenure >= Year ? days.SameSeason : double.NaN);
    }

    private static DaySums Walk(PastDays days, int cutOff, int first, int horizonDays)
    {
        var sums = default(DaySums);
        var middle = first + ((cutOff - first) / 2);
        var before = -1;
        for (var i = 0; i < days.Count; i++)
        {
            if (!days.IsPurchase[i])
            {
                continue;
            }

            var (day, gross) = (days.Day[i], days.Gross(i));
            var ago = cutOff - day;
            sums.In30 += ago < 30 ? 1 : 0;
            sums.In180 += ago < 180 ? 1 : 0;
            if (ago < 90)
            {
                sums.In90++;
                sums.Spend90 += gross;
            }

            if (ago < Year)
            {
                sums.InYear++;
                sums.SpendYear += gross;
            }

            // the days (cut-off - 365, cut-off - 365 + horizon]
            sums.SameSeason += ago < Year && ago >= Year - horizonDays ? 1 : 0;
            sums.Spend += gross;
            sums.LaterSpend += day > middle ? gross : 0;
            sums.LastSpend = gross;
            // day number 0 is a Monday
            sums.Weekends += day % 7 >= 5 ? 1 : 0;
            if (before >= 0)
            {
                sums.LastGap = day - before;
                sums.SquaredGaps += (double)sums.LastGap * sums.LastGap;
            }

            before = day;
        }

        return sums;
    }

    private struct DaySums
    {
        public int In30;
        public int In90;
        public int In180;
        public int InYear;
        public int SameSeason;
        public int Weekends;
        public int LastGap;
        public double Spend;
        public double Spend90;
        public double SpendYear;
        public double LaterSpend;
        public double LastSpend;
        public double SquaredGaps;
    }
}
