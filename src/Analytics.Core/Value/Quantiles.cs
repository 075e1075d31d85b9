namespace Analytics.Core.Value;

/// <summary>Quantiles of simulated or resampled numbers.</summary>
public static class Quantiles
{
    /// <summary>10 % and 90 % quantiles (type 7).</summary>
    public static Interval80 Interval(Span<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return new Interval80(At(sorted, 0.1), At(sorted, 0.9));
    }

    /// <summary>Type-7 quantile of sorted values.</summary>
    public static double At(ReadOnlySpan<double> sorted, double probability)
    {
        var place = probability * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(sorted.Length - 1, below + 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
