namespace Analytics.Core.Numerics;

/// <summary>Sums and differences of numbers of which only the logarithms are at hand; negative infinity stands for zero.</summary>
public static class LogSumExp
{
    /// <summary>ln(e^a + e^b), without overflow.</summary>
    public static double Add(double a, double b)
    {
        var high = Math.Max(a, b);
        return double.IsNegativeInfinity(high)
            ? high
            : high + Accurate.Log1p(Math.Exp(Math.Min(a, b) - high));
    }

    /// <summary>ln(e^a - e^b) for a &gt;= b; negative infinity where both are equal.</summary>
    public static double Subtract(double a, double b)
    {
        var d = b - a;
        return d == 0 || double.IsNegativeInfinity(a) ? double.NegativeInfinity
            : d > -0.6931471805599453 ? a + Math.Log(-Accurate.Expm1(d))
            : a + Accurate.Log1p(-Math.Exp(d));
    }

    /// <summary>ln of the sum of e^value; negative infinity for an empty span.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        var high = double.NegativeInfinity;
        foreach (var value in values)
        {
            high = Math.Max(high, value);
        }

        if (double.IsNegativeInfinity(high))
        {
            return high;
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Exp(value - high);
        }

        return high + Math.Log(sum);
    }

    /// <summary>ln(1 + e^x) for any x.</summary>
    public static double OnePlus(double x) =>
        x > 0 ? x + Accurate.Log1p(Math.Exp(-x)) : Accurate.Log1p(Math.Exp(x));

    /// <summary>1 / (1 + e^x) for any x: the probability whose log odds are -x.</summary>
    public static double Share(double x)
    {
        if (x <= 0)
        {
            return 1 / (1 + Math.Exp(x));
        }

        var e = Math.Exp(-x);
        return e / (1 + e);
    }
}
