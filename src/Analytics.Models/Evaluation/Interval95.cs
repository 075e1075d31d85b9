using Analytics.Core.Value;

namespace Analytics.Models.Evaluation;

/// <summary>A number with its 95 % bootstrap interval.</summary>
/// <param name="Value">The number on the rows as they are.</param>
/// <param name="Low">2.5 % quantile over resampled rows.</param>
/// <param name="High">97.5 % quantile over resampled rows.</param>
public readonly record struct Interval95(double Value, double Low, double High)
{
    /// <summary>The interval of replicates; replicates that are not numbers (one class only) are left out.</summary>
    /// <param name="value">The number itself.</param>
    /// <param name="replicates">The numbers of resampled rows; sorted here.</param>
    public static Interval95 Of(double value, Span<double> replicates)
    {
        replicates.Sort();
        // not-a-number sorts first
        var first = 0;
        while (first < replicates.Length && double.IsNaN(replicates[first]))
        {
            first++;
        }

        var known = replicates[first..];
        return known.IsEmpty
            ? new Interval95(value, double.NaN, double.NaN)
            : new Interval95(value, Quantiles.At(known, 0.025), Quantiles.At(known, 0.975));
    }
}
