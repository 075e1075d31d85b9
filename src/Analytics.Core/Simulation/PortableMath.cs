namespace Analytics.Core.Simulation;

/// <summary>
/// Logarithm, exponential and cosine from additions, multiplications and divisions alone. Those are exact by IEEE 754, so that a simulation has the
/// same bytes on every platform and runtime, which the system's own functions do not promise. Relative error below 4e-16 where nothing else is said.
/// </summary>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Sqrt2 = 1.4142135623730951;
    private const long MantissaMask = 0xFFFFFFFFFFFFF;
    private const double SmallestNormal = 2.2250738585072014E-308;

    /// <summary>ln(x) for finite x &gt; 0: the series 2 artanh((m - 1) / (m + 1)) of the mantissa m in [sqrt(1/2), sqrt(2)].</summary>
    public static double Log(double x)
    {
        var exponent = 0;
        if (x < SmallestNormal)
        {
            x *= 1L << 54;
            exponent = -54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & MantissaMask) | (1023L << 52));
        if (m > Sqrt2)
        {
            m *= 0.5;
            exponent++;
        }

        var s = (m - 1) / (m + 1);
        var q = s * s;
        // written out: the loop would divide at run time, and this is the hottest line of a simulation
        var series = 1.0 / 21;
        series = (1.0 / 19) + (q * series);
        series = (1.0 / 17) + (q * series);
        series = (1.0 / 15) + (q * series);
        series = (1.0 / 13) + (q * series);
        series = (1.0 / 11) + (q * series);
        series = (1.0 / 9) + (q * series);
        series = (1.0 / 7) + (q * series);
        series = (1.0 / 5) + (q * series);
        series = (1.0 / 3) + (q * series);

        return (exponent * Ln2High) + ((2 * s) + ((2 * s * q * series) + (exponent * Ln2Low)));
    }

    /// <summary>e^x; 0 below -700, for |x| up to 700: the Taylor series after taking out whole powers of two.</summary>
    public static double Exp(double x)
    {
        if (x < -700)
        {
            return 0;
        }

        var power = (int)Math.Floor((x / (Ln2High + Ln2Low)) + 0.5);
        var r = (x - (power * Ln2High)) - (power * Ln2Low);
        var series = 1.0;
        for (var n = 14; n >= 1; n--)
        {
            series = 1 + (r * series / n);
        }

        return series * BitConverter.Int64BitsToDouble((power + 1023L) << 52);
    }

    /// <summary>cos(2 pi t) for t in turns, any sign; absolute error below 1e-15.</summary>
    public static double CosOfTurns(double t)
    {
        t = Math.Abs(t - Math.Floor(t + 0.5));
        var sign = 1.0;
        if (t > 0.25)
        {
            t = 0.5 - t;
            sign = -1;
        }

        var x = 2 * Math.PI * t;
        var q = x * x;
        var series = 1.0;
        for (var n = 22; n >= 2; n -= 2)
        {
            series = 1 - (q * series / (n * (n - 1)));
        }

        return sign * series;
    }
}
