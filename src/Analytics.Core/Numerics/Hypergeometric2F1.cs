namespace Analytics.Core.Numerics;

/// <summary>The Gauss function 2F1(a, b; c; z) for a, b, c &gt; 0 and z &lt; 1, as a logarithm; it is positive there when c &gt; b.</summary>
public static class Hypergeometric2F1
{
    private const double SeriesUpTo = 0.9;

    /// <summary>
    /// ln 2F1(a, b; c; z). Negative z goes through Pfaff's transform (Abramowitz &amp; Stegun 15.3.4) to [0, 1); there the series has only positive
    /// terms; near 1 it is replaced by Euler's integral (15.3.1). Relative error of 2F1 about 1e-12.
    /// </summary>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive; b &lt; c where z &lt; 0 or z &gt; 0.9.</param>
    /// <param name="c">Positive.</param>
    /// <param name="z">Below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">z is 1 or more, or a parameter is not positive.</exception>
    public static double Log(double a, double b, double c, double z)
    {
        if (!(a > 0) || !(b > 0) || !(c > 0) || !(z < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(z),
                "2F1 is implemented for a, b, c > 0 and z < 1"
            );
        }

        if (z < 0)
        {
            // both Pfaff forms hold; the one with the smaller power keeps the series tame
            return b == c ? -a * Accurate.Log1p(-z)
                : b < c ? (-a * Accurate.Log1p(-z)) + Log(a, c - b, c, z / (z - 1))
                : throw new ArgumentOutOfRangeException(nameof(b), "z < 0 needs b <= c");
        }

        return z <= SeriesUpTo || b >= c ? Series(a, b, c, z) : EulerIntegral(a, b, c, z);
    }

    private static double Series(double a, double b, double c, double z)
    {
        var (term, sum, scale) = (1.0, 1.0, 0.0);
        for (var n = 0; n < 10_000_000; n++)
        {
            var ratio = (a + n) / (c + n) * ((b + n) / (1.0 + n)) * z;
            term *= ratio;
            sum += term;
            if (sum > 1e200)
            {
                term *= 1e-200;
                sum *= 1e-200;
                scale += 200;
            }

            if (ratio < 1 && term < 1e-17 * sum * (1 - ratio))
            {
                break;
            }
        }

        return Math.Log(sum) + (scale * 2.302585092994045684);
    }

    private static double EulerIntegral(double a, double b, double c, double z) =>
        Quadrature.LogWholeLine(new Euler(a, b, c - b, z), Math.Log(b / (c - b)))
        - LogBeta.Of(b, c - b);

    /// <summary>t^b (1 - t)^d (1 - z t)^-a with t = 1 / (1 + e^-s), the measure dt = t (1 - t) ds included.</summary>
    private readonly struct Euler(double a, double b, double d, double z) : ILogIntegrand
    {
        public double Log(double s)
        {
            var rest = LogSumExp.Share(s);
            // 1 - z t = (1 - z) + z (1 - t)
            return (-b * LogSumExp.OnePlus(-s))
                - (d * LogSumExp.OnePlus(s))
                - (a * Math.Log((1 - z) + (z * rest)));
        }
    }
}
