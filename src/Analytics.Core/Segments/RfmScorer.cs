using Analytics.Core.Faults;
using Analytics.Core.Money;
using Analytics.Core.Summaries;

namespace Analytics.Core.Segments;

/// <summary>
/// Scores every customer with a purchase on recency (days since the last purchase), frequency (orders) and monetary value (net amount).
/// Cut points are type-7 quantiles (Hyndman and Fan 1996) kept as exact fractions, so that neither the unit nor floating error decides a
/// score. Linear time.
/// </summary>
public static class RfmScorer
{
    /// <summary>Scores a summary.</summary>
    /// <param name="summary">One row per customer.</param>
    /// <param name="settings">Number of scores, scoring, own cuts.</param>
    /// <param name="threads">Most threads to use; they change nothing in the result.</param>
    /// <exception cref="UsageFault">The settings do not hold together.</exception>
    /// <exception cref="DataFault">No customer has a purchase.</exception>
    public static RfmScores Score(SummaryColumns summary, RfmSettings settings, int threads)
    {
        settings.Check();
        var rows = ScoredRows.Of(summary);
        if (rows.Length == 0)
        {
            throw new DataFault(
                "no customer has a purchase up to the as-of day, so there is nothing to score; check the as-of date and which rows count as returns"
            );
        }

        var (r, f, m) = (new Measure(), new Measure(), new Measure());
        var work = new Action[]
        {
            () => r.Score(Days(summary, rows), settings, settings.Cuts?.R, reversed: true),
            () => f.Score(Orders(summary, rows), settings, settings.Cuts?.F, reversed: false),
            () => m.Score(Net(summary, rows), settings, settings.Cuts?.M, reversed: false),
        };
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) };
        Parallel.Invoke(options, work);
        return new RfmScores
        {
            R = Place(r.Scores, rows, summary.Count),
            F = Place(f.Scores, rows, summary.Count),
            M = Place(m.Scores, rows, summary.Count),
            Cuts = new RfmCuts(r.Cuts, f.Cuts, m.Cuts),
            Scored = rows.Length,
        };
    }

    private static MoneyColumn Days(SummaryColumns summary, int[] rows)
    {
        var values = new long[rows.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = summary.AsOfDay - summary.LastDay[rows[i]];
        }

        return new MoneyColumn(values, 0);
    }

    private static MoneyColumn Orders(SummaryColumns summary, int[] rows)
    {
        var values = new long[rows.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = summary.Orders[rows[i]];
        }

        return new MoneyColumn(values, 0);
    }

    private static MoneyColumn Net(SummaryColumns summary, int[] rows) =>
        rows.Length == summary.Count ? summary.Net : summary.Net.Take(rows);

    private static byte[] Place(byte[] scores, int[] rows, int count)
    {
        if (rows.Length == count)
        {
            return scores;
        }

        var placed = new byte[count];
        for (var i = 0; i < rows.Length; i++)
        {
            placed[rows[i]] = scores[i];
        }

        return placed;
    }

    private sealed class Measure
    {
        public byte[] Scores { get; private set; } = [];

        public IReadOnlyList<Cut> Cuts { get; private set; } = [];

        public void Score(
            MoneyColumn values,
            RfmSettings settings,
            IReadOnlyList<Cut>? own,
            bool reversed
        )
        {
            if (settings.Scoring == RfmScoring.Ntile)
            {
                Scores = MeasureScorer.ByNtile(values, settings.Bins, reversed, out var cuts);
                Cuts = cuts;
                return;
            }

            Cuts = own ?? MeasureScorer.QuantileCuts(values, settings.Bins);
            Scores = MeasureScorer.ByCuts(values, Cuts, reversed);
        }
    }
}
