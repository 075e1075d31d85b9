namespace Analytics.Core.Numerics;

/// <summary>The 95 % score interval of a share (Wilson 1927); stays within [0, 1] and is no point at 0 or 1 successes.</summary>
public static class Wilson
{
    private const double Z = 1.959963984540054;

    /// <summary>Lower and upper limit of the share; (0, 1) where nothing was tried.</summary>
    /// <param name="successes">Between 0 and <paramref name="trials"/>; may be a sum of weights.</param>
    /// <param name="trials">Not negative.</param>
    public static (double Low, double High) Interval(double successes, double trials)
    {
        if (trials <= 0)
        {
            return (0, 1);
        }

        var share = successes / trials;
        var shrink = 1 / (1 + (Z * Z / trials));
        var centre = shrink * (share + (Z * Z / (2 * trials)));
        var half =
            shrink
            * Z
            * Math.Sqrt((share * (1 - share) / trials) + (Z * Z / (4 * trials * trials)));
        return (
            successes <= 0 ? 0 : Math.Max(0, centre - half),
            successes >= trials ? 1 : Math.Min(1, centre + half)
        );
    }
}
