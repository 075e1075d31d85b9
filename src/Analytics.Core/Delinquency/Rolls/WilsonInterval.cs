namespace Analytics.Core.Delinquency.Rolls;

/// <summary>Wilson's interval of a share (Wilson 1927), also for clustered observations through their effective number (Korn &amp; Graubard 1998).</summary>
public static class WilsonInterval
{
    /// <summary>97.5 % quantile of the normal distribution.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>The interval of <paramref name="share"/> in <paramref name="n"/> observations; n need not be whole.</summary>
    public static ShareInterval Of(double share, double n, double z = Z95)
    {
        if (!(n > 0))
        {
            return new ShareInterval(share, 0, 1);
        }

        var z2 = z * z;
        var middle = (share + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = z / (1 + (z2 / n)) * Math.Sqrt((share * (1 - share) / n) + (z2 / (4 * n * n)));
        return new ShareInterval(
            share,
            share <= 0 ? 0 : Math.Max(0, middle - half),
            share >= 1 ? 1 : Math.Min(1, middle + half)
        );
    }

    /// <summary>
    /// The interval where accounts were seen several times: the variance of the ratio over accounts gives the design effect, at least 1, and the
    /// observations are divided by it.
    /// </summary>
    /// <param name="hits">Observations that rolled this way.</param>
    /// <param name="n">All observations of the origin.</param>
    /// <param name="accounts">Accounts among them.</param>
    /// <param name="hitSquares">Sum over accounts of hits^2.</param>
    /// <param name="crossed">Sum over accounts of hits x observations.</param>
    /// <param name="squares">Sum over accounts of observations^2.</param>
    public static ShareInterval Clustered(
        long hits,
        long n,
        long accounts,
        Int128 hitSquares,
        Int128 crossed,
        Int128 squares
    )
    {
        var p = (double)hits / n;
        if (accounts == n)
        {
            return Of(p, n);
        }

        // of one account nothing can be told but what it alone shows
        if (accounts == 1)
        {
            return Of(p, 1);
        }

        var spread = (double)hitSquares - (2 * p * (double)crossed) + (p * p * (double)squares);
        var variance = Math.Max(0, spread) / n / n * accounts / (accounts - 1);
        var simple = p * (1 - p) / n;
        // where all rolled or none, accounts count once: the mean square of their sizes over the mean
        var effect = simple > 0 ? variance / simple : (double)squares / n;
        return Of(p, n / Math.Max(1, effect));
    }
}
