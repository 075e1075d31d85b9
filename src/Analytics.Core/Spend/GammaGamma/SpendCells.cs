using Analytics.Core.Summaries;

namespace Analytics.Core.Spend.GammaGamma;

/// <summary>
/// What the spend model is fitted on: customers with at least one repeat purchase day and a positive mean spend on those days, equal ones
/// once, ordered by frequency and mean.
/// </summary>
public sealed class SpendCells
{
    /// <summary>Repeat purchase days, at least 1, ascending.</summary>
    public required int[] Frequency { get; init; }

    /// <summary>Mean spend per repeat purchase day, positive, currency units.</summary>
    public required double[] MeanSpend { get; init; }

    /// <summary>Customers.</summary>
    public required double[] Weight { get; init; }

    /// <summary>Repeat buyers left out because their mean spend is 0: no gamma density has them.</summary>
    public required double LeftOut { get; init; }

    /// <summary>Correlation of frequency and mean spend among the customers taken; the model assumes 0.</summary>
    public required double Correlation { get; init; }

    /// <summary>Number of cells.</summary>
    public int Count => Frequency.Length;

    /// <summary>Customers taken.</summary>
    public double TotalWeight => Weight.Sum();

    /// <summary>Groups the customers of two columns.</summary>
    /// <param name="frequency">Repeat purchase days.</param>
    /// <param name="meanSpend">Mean spend on them, currency units; 0 without repeats.</param>
    /// <param name="weights">One per row, or empty for 1 each.</param>
    public static SpendCells From(
        ReadOnlySpan<int> frequency,
        ReadOnlySpan<double> meanSpend,
        ReadOnlySpan<double> weights
    )
    {
        var keys = new List<(int Frequency, double Mean)>();
        var taken = new List<double>();
        var leftOut = 0.0;
        for (var i = 0; i < frequency.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (frequency[i] > 0 && meanSpend[i] > 0 && double.IsFinite(meanSpend[i]))
            {
                keys.Add((frequency[i], meanSpend[i]));
                taken.Add(weight);
            }
            else if (frequency[i] > 0)
            {
                leftOut += weight;
            }
        }

        var grouped = Grouped.OfAny<(int Frequency, double Mean)>(keys.ToArray());
        var sums = new double[grouped.Keys.Length];
        for (var i = 0; i < taken.Count; i++)
        {
            sums[grouped.IndexOf[i]] += taken[i];
        }

        return new SpendCells
        {
            Frequency = Array.ConvertAll(grouped.Keys, k => k.Frequency),
            MeanSpend = Array.ConvertAll(grouped.Keys, k => k.Mean),
            Weight = sums,
            LeftOut = leftOut,
            Correlation = Correlate(grouped.Keys, sums),
        };
    }

    private static double Correlate((int Frequency, double Mean)[] keys, double[] weights)
    {
        var (n, mx, my) = (weights.Sum(), 0.0, 0.0);
        for (var i = 0; i < keys.Length; i++)
        {
            mx += weights[i] * keys[i].Frequency / n;
            my += weights[i] * keys[i].Mean / n;
        }

        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < keys.Length; i++)
        {
            var (dx, dy) = (keys[i].Frequency - mx, keys[i].Mean - my);
            xx += weights[i] * dx * dx;
            xy += weights[i] * dx * dy;
            yy += weights[i] * dy * dy;
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : 0;
    }
}
