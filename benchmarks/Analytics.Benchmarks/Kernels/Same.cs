namespace Analytics.Benchmarks.Kernels;

/// <summary>What is timed must first be right.</summary>
internal static class Same
{
    public static void Require<T>(T expected, T found, string who)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw new InvalidOperationException($"{who} finds {found}, the baseline {expected}");
        }
    }

    public static void Require<T>(T[] expected, T[] found, string who)
    {
        if (!expected.AsSpan().SequenceEqual(found))
        {
            throw new InvalidOperationException($"{who} differs from the baseline");
        }
    }

    public static void Close(double expected, double found, double relative, string who)
    {
        if (!(Math.Abs(expected - found) <= relative * Math.Max(1, Math.Abs(expected))))
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"{who} is {found}, by the baseline {expected}")
            );
        }
    }
}
