namespace Analytics.Core.Numerics;

/// <summary>
/// The logarithm of the gamma function for positive arguments and its differences. Absolute error below 4e-16 max(1, |value|);
/// the differences do not lose digits where both arguments are large.
/// </summary>
public static class LogGamma
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double AsymptoticFrom = 15;

    /// <summary>ln gamma(z), z &gt; 0.</summary>
    public static double Of(double z)
    {
        if (z >= AsymptoticFrom)
        {
            return ((z - 0.5) * Math.Log(z)) - z + HalfLogTwoPi + Tail(z);
        }

        var shifted = z;
        var product = 1.0;
        while (shifted < AsymptoticFrom)
        {
            product *= shifted;
            shifted++;
        }

        return ((shifted - 0.5) * Math.Log(shifted))
            - shifted
            + HalfLogTwoPi
            + Tail(shifted)
            - Math.Log(product);
    }

    /// <summary>
    /// ln gamma(z) minus Stirling's (z - 1/2) ln z - z + ln(2 pi) / 2, z &gt; 0: what is left is small, so that differences of log gammas can
    /// be put together from it without cancellation (Abramowitz &amp; Stegun 6.1.41).
    /// </summary>
    public static double StirlingRest(double z)
    {
        // rest(z) - rest(z + 1) = (z + 1/2) ln(1 + 1/z) - 1, a positive number: the shift loses nothing
        var sum = 0.0;
        while (z < AsymptoticFrom)
        {
            sum += ShiftStep(z);
            z++;
        }

        return sum + Tail(z);
    }

    /// <summary>ln gamma(r + x) - ln gamma(r), r &gt; 0, x &gt;= 0.</summary>
    public static double Difference(double r, double x)
    {
        if (x == 0)
        {
            return 0;
        }

        if (x <= 12 && x == Math.Floor(x) && r < 1e20)
        {
            var product = 1.0;
            for (var i = 0; i < x; i++)
            {
                product *= r + i;
            }

            return Math.Log(product);
        }

        return (x * (Math.Log(r + x) - 1))
            + ((r - 0.5) * Accurate.Log1p(x / r))
            + (StirlingRest(r + x) - StirlingRest(r));
    }

    private static double ShiftStep(double z)
    {
        if (z < 1)
        {
            return ((z + 0.5) * Accurate.Log1p(1 / z)) - 1;
        }

        // with y = 1 / (2 z + 1): (z + 1/2) ln(1 + 1/z) - 1 = y^2/3 + y^4/5 + ...
        var square = 1 / (((2 * z) + 1) * ((2 * z) + 1));
        var sum = 0.0;
        var power = square;
        for (var n = 3; power > 1e-19; n += 2)
        {
            sum += power / n;
            power *= square;
        }

        return sum;
    }

    private static double Tail(double z)
    {
        var i = 1 / z;
        var s = i * i;
        return i
            * (
                (1.0 / 12)
                - (
                    s
                    * (
                        (1.0 / 360)
                        - (
                            s
                            * (
                                (1.0 / 1260)
                                - (
                                    s
                                    * ((1.0 / 1680) - (s * ((1.0 / 1188) - (s * (691.0 / 360360)))))
                                )
                            )
                        )
                    )
                )
            );
    }
}
