namespace Analytics.Core.Numerics;

/// <summary>The derivative of ln gamma for positive arguments and its differences. Relative error of the differences about 1e-14.</summary>
public static class Digamma
{
    private const double AsymptoticFrom = 12;

    /// <summary>psi(z), z &gt; 0 (Abramowitz &amp; Stegun 6.3.5 and 6.3.18).</summary>
    public static double Of(double z)
    {
        var sum = 0.0;
        while (z < AsymptoticFrom)
        {
            sum -= 1 / z;
            z++;
        }

        return sum + Math.Log(z) - Tail(z);
    }

    /// <summary>psi(r + x) - psi(r), r &gt; 0, x &gt;= 0.</summary>
    public static double Difference(double r, double x)
    {
        if (x == 0)
        {
            return 0;
        }

        var sum = 0.0;
        if (x <= 16 && x == Math.Floor(x))
        {
            for (var i = 0; i < x; i++)
            {
                sum += 1 / (r + i);
            }

            return sum;
        }

        // both arguments are shifted alike, so that each step is x / (z (z + x)) and positive
        while (r < AsymptoticFrom)
        {
            sum += x / (r * (r + x));
            r++;
        }

        return sum + Accurate.Log1p(x / r) + (Tail(r) - Tail(r + x));
    }

    private static double Tail(double z)
    {
        var i = 1 / z;
        var s = i * i;
        return (0.5 * i)
            + (
                s
                * (
                    (1.0 / 12)
                    - (
                        s
                        * (
                            (1.0 / 120)
                            - (
                                s
                                * (
                                    (1.0 / 252)
                                    - (
                                        s
                                        * (
                                            (1.0 / 240)
                                            - (s * ((1.0 / 132) - (s * (691.0 / 32760))))
                                        )
                                    )
                                )
                            )
                        )
                    )
                )
            );
    }
}
