namespace Analytics.Core.Numerics;

/// <summary>Elementary functions that keep their relative accuracy near zero, where the plain forms cancel.</summary>
public static class Accurate
{
    /// <summary>ln(1 + x) for x &gt; -1; relative error a few ulp also for tiny x (Kahan's correction).</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) - ((u - 1 - x) / u);
    }

    /// <summary>e^x - 1; relative error a few ulp also for tiny x.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(x) - 1;
        }

        var t = Math.Tanh(x / 2);
        return 2 * t / (1 - t);
    }

    /// <summary>ln(1 + x) - x for x &gt; -1, never positive; relative error a few ulp near zero.</summary>
    public static double Log1pMinusX(double x)
    {
        if (x is < -0.35 or > 0.7)
        {
            return Log1p(x) - x;
        }

        // with y = x / (2 + x): ln(1 + x) = 2 artanh y and x = 2 y / (1 - y), so all remaining terms are one small series
        var y = x / (2 + x);
        var square = y * y;
        var sum = 0.0;
        var power = 1.0;
        for (var n = 3; n < 61; n += 2)
        {
            var term = power / n;
            sum += term;
            if (term < 1e-18 * sum)
            {
                break;
            }

            power *= square;
        }

        return y * ((2 * square * sum) - x);
    }

    /// <summary>(1 - e^-cx) / c for x &gt;= 0 and any c; the limit c = 0 is x.</summary>
    public static double SaturatingLength(double c, double x) =>
        Math.Abs(c * x) < 1e-300 ? x : -Expm1(-c * x) / c;
}
