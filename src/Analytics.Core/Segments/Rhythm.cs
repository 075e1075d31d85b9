using Analytics.Core.Ordering;
using Analytics.Core.Summaries;

namespace Analytics.Core.Segments;

/// <summary>
/// The usual time between purchase days: quantiles (type 7) over repeat buyers of their mean gap t_x / x.
/// </summary>
/// <param name="MedianGap">G, days; at least 1.</param>
/// <param name="LongGap">P90, days; at least <paramref name="MedianGap"/>.</param>
/// <param name="RepeatBuyers">Number of repeat buyers behind both; 0 where the <see cref="Unknown"/> rhythm stands in.</param>
public readonly record struct Rhythm(double MedianGap, double LongGap, int RepeatBuyers)
{
    /// <summary>
    /// The rhythm where nobody has come back yet: a year for both gaps. A one-time buyer then stays first-time for a year, is lapsed after
    /// it, and lost after three.
    /// </summary>
    public static Rhythm Unknown { get; } = new(365, 365, 0);

    /// <summary>The rhythm of a base.</summary>
    public static Rhythm Of(SummaryColumns summary)
    {
        // positive floating numbers have the same order as their bits, so that selection serves both
        var gaps = new List<long>();
        for (var row = 0; row < summary.Count; row++)
        {
            var repeats = summary.Frequency(row);
            if (repeats > 0)
            {
                var gap = summary.RecencyDays(row) / (double)repeats;
                gaps.Add(BitConverter.DoubleToInt64Bits(gap));
            }
        }

        if (gaps.Count == 0)
        {
            return Unknown;
        }

        var values = gaps.ToArray();
        return new Rhythm(Quantile(values, 5), Quantile(values, 9), values.Length);
    }

    /// <summary>
    /// Own rhythm rho: time since the last purchase in units of the customer's own usual gap, drawn towards the median gap like two more
    /// purchases: (T - t_x) / ((t_x + 2 G) / (x + 2)). 0 on the day of a purchase, 1 when one is due.
    /// </summary>
    /// <param name="frequency">x, repeat purchase days.</param>
    /// <param name="recencyDays">t_x, days.</param>
    /// <param name="observedDays">T, days.</param>
    public double Own(int frequency, int recencyDays, int observedDays) =>
        (observedDays - recencyDays) / ((recencyDays + (2 * MedianGap)) / (frequency + 2));

    private static double Quantile(long[] bits, int tenths)
    {
        var position = (bits.Length - 1L) * tenths;
        var low = (int)(position / 10);
        var part = (int)(position % 10);
        Span<long> found = stackalloc long[2];
        OrderStatistics.Select(bits, [low, Math.Min(low + 1, bits.Length - 1)], found);
        var (below, above) = (
            BitConverter.Int64BitsToDouble(found[0]),
            BitConverter.Int64BitsToDouble(found[1])
        );
        return below + ((above - below) * part / 10);
    }
}
