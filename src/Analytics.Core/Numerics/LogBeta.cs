namespace Analytics.Core.Numerics;

/// <summary>The logarithm of the beta function for positive arguments and its differences in the second argument.</summary>
public static class LogBeta
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>ln B(a, b); absolute error below 1e-15 max(1, |value|).</summary>
    public static double Of(double a, double b)
    {
        var low = Math.Min(a, b);
        var high = Math.Max(a, b);
        if (high < 20)
        {
            return LogGamma.Of(a) + LogGamma.Of(b) - LogGamma.Of(a + b);
        }

        if (low < 10)
        {
            return LogGamma.Of(low) - LogGamma.Difference(high, low);
        }

        return HalfLogTwoPi
            + (0.5 * Math.Log((a + b) / a / b))
            - (a * Accurate.Log1p(b / a))
            - (b * Accurate.Log1p(a / b))
            + (LogGamma.StirlingRest(a) + LogGamma.StirlingRest(b) - LogGamma.StirlingRest(a + b));
    }

    /// <summary>
    /// ln B(a, b + x) - ln B(a, b), never positive, x &gt;= 0: the log probability that x trials in a row go the b way. Put together so that
    /// nothing of the size of x ln x appears.
    /// </summary>
    public static double Difference(double a, double b, double x)
    {
        if (x <= 12 && x == Math.Floor(x))
        {
            var product = 1.0;
            for (var i = 0; i < x; i++)
            {
                product *= (b + i) / (a + b + i);
            }

            return Math.Log(product);
        }

        return (-x * Accurate.Log1p(a / (b + x)))
            + ((b - 0.5) * Accurate.Log1p(a * x / (b * (a + b + x))))
            - (a * Accurate.Log1p(x / (a + b)))
            + (LogGamma.StirlingRest(b + x) - LogGamma.StirlingRest(b))
            - (LogGamma.StirlingRest(a + b + x) - LogGamma.StirlingRest(a + b));
    }
}
