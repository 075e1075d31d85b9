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

    /// <summary>The same for numbers of 0 and more, most of which are often 0: only the others are sorted.</summary>
    /// <param name="values">The numbers; left as they are.</param>
    /// <param name="positive">Room for as many, overwritten.</param>
    public static Interval80 IntervalOfMostlyZero(
        ReadOnlySpan<double> values,
        Span<double> positive
    )
    {
        var count = 0;
        foreach (var value in values)
        {
            if (value > 0)
            {
                positive[count++] = value;
            }
        }

        var zeros = values.Length - count;
        if (zeros > 0.9 * (values.Length - 1) + 1)
        {
            return default;
        }

        var sorted = positive[..count];
        sorted.Sort();
        return new Interval80(At(sorted, zeros, 0.1), At(sorted, zeros, 0.9));
    }

    private static double At(ReadOnlySpan<double> positive, int zeros, double probability)
    {
        var last = positive.Length + zeros - 1;
        var place = probability * last;
        var below = (int)Math.Floor(place);
        var low = below < zeros ? 0 : positive[below - zeros];
        var above = Math.Min(last, below + 1);
        var high = above < zeros ? 0 : positive[above - zeros];
        return low + ((place - below) * (high - low));
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
