using Analytics.Core.Lifetime;
using Analytics.Core.Summaries;
using Analytics.Core.Time;
using Analytics.Core.Value;

namespace Analytics.Core.Backtest;

/// <summary>
/// Repeat purchases week by week against the model (Fader, Hardie &amp; Lee 2005, figure 3, not cumulated): up to the cut-off what it
/// expects of customers of whom only the first purchase is known, after it what it foretells from their histories.
/// </summary>
public static class Tracking
{
    private const int Week = 7;

    /// <summary>The weeks, counted forwards and backwards from the cut-off; only whole ones.</summary>
    /// <param name="lifetime">The model fitted at the cut-off.</param>
    /// <param name="days">All customer-days.</param>
    /// <param name="cutOff">What was known and what followed.</param>
    /// <param name="threads">At least 1; changes no bit.</param>
    public static TrackingWeek[] Of(
        ILifetime lifetime,
        CustomerDays days,
        CutOff cutOff,
        int threads
    )
    {
        var first = cutOff.FirstDay.Min();
        var before = (cutOff.Day - first + 1) / Week;
        var start = cutOff.Day - (before * Week) + 1;
        var expected = Calibration(lifetime, cutOff, start, before);
        var actual = new double[before];
        foreach (var customer in cutOff.Customer)
        {
            Count(days, customer, cutOff.Day, start, actual);
        }

        var weeks = new List<TrackingWeek>();
        for (var w = 0; w < before; w++)
        {
            weeks.Add(new TrackingWeek(start + (w * Week), actual[w], expected[w], false));
        }

        var ahead = Ahead(lifetime, cutOff, threads);
        for (var w = 0; w < ahead.Length; w++)
        {
            weeks.Add(
                new TrackingWeek(
                    cutOff.Day + 1 + (w * Week),
                    cutOff.ActualByWeek[w],
                    ahead[w],
                    true
                )
            );
        }

        return [.. weeks];
    }

    /// <summary>Purchases foretold in each week after the cut-off.</summary>
    internal static double[] Ahead(ILifetime lifetime, CutOff cutOff, int threads)
    {
        var ends = new double[cutOff.ActualByWeek.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = cutOff.Periods((i + 1) * Week);
        }

        var steps = ExpectedTotals.At(lifetime, cutOff.Cells, ends, threads);
        for (var i = steps.Length - 1; i > 0; i--)
        {
            steps[i] -= steps[i - 1];
        }

        return steps;
    }

    private static double[] Calibration(ILifetime lifetime, CutOff cutOff, int start, int weeks)
    {
        var span = cutOff.Day - cutOff.FirstDay.Min() + 1;
        // E[purchases up to a time after the first] on a grid, once; by a seasonal clock days are no whole steps of it
        var upTo = new double[(3 * span) + 2];
        for (var d = 1; d < upTo.Length; d++)
        {
            upTo[d] = lifetime.ExpectedNew(cutOff.Unit.FromDays(d));
        }

        double UpTo(int birth, int days)
        {
            var time = cutOff.Clock?.Elapsed(birth, days) ?? days;
            var whole = Math.Min(upTo.Length - 2, (int)time);
            return upTo[whole] + ((time - whole) * (upTo[whole + 1] - upTo[whole]));
        }

        var births = new Dictionary<int, int>();
        foreach (var day in cutOff.FirstDay)
        {
            births[day] = births.GetValueOrDefault(day) + 1;
        }

        var expected = new double[weeks];
        foreach (var (day, customers) in births.OrderBy(b => b.Key))
        {
            for (var w = 0; w < weeks; w++)
            {
                var (from, to) = (start + (w * Week) - 1 - day, start + ((w + 1) * Week) - 1 - day);
                if (to > 0)
                {
                    expected[w] += customers * (UpTo(day, to) - UpTo(day, Math.Max(0, from)));
                }
            }
        }

        return expected;
    }

    private static void Count(CustomerDays days, int customer, int last, int start, double[] weeks)
    {
        var isRepeat = false;
        for (var row = days.Start[customer]; row < days.Start[customer + 1]; row++)
        {
            if (!days.IsPurchase[row] || days.Day[row] > last)
            {
                continue;
            }

            if (isRepeat && days.Day[row] >= start)
            {
                weeks[(days.Day[row] - start) / Week]++;
            }

            isRepeat = true;
        }
    }
}
