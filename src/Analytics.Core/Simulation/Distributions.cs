namespace Analytics.Core.Simulation;

/// <summary>Draws from the distributions of the purchase process, built on <see cref="PortableMath"/>.</summary>
internal static class Distributions
{
    /// <summary>Exponential with mean 1.</summary>
    public static double Exponential(this ref RandomStream stream) =>
        -PortableMath.Log(stream.UniformAboveZero());

    /// <summary>Normal with mean 0 and variance 1 (Marsaglia's polar method; the second value is not kept).</summary>
    public static double Normal(this ref RandomStream stream)
    {
        while (true)
        {
            var u = (2 * stream.Uniform()) - 1;
            var v = (2 * stream.Uniform()) - 1;
            var s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                return u * Math.Sqrt(-2 * PortableMath.Log(s) / s);
            }
        }
    }

    /// <summary>Gamma with the given shape &gt; 0 and rate 1 (Marsaglia &amp; Tsang 2000; shapes below 1 through shape + 1).</summary>
    public static double Gamma(this ref RandomStream stream, double shape)
    {
        if (shape < 1)
        {
            var power = PortableMath.Log(stream.UniformAboveZero()) / shape;
            return stream.Gamma(shape + 1) * PortableMath.Exp(power);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = stream.Normal();
            var t = 1 + (c * x);
            if (t <= 0)
            {
                continue;
            }

            var v = t * t * t;
            var u = stream.UniformAboveZero();
            var q = x * x;
            if (
                u < 1 - (0.0331 * q * q)
                || PortableMath.Log(u) < (0.5 * q) + (d * (1 - v + PortableMath.Log(v)))
            )
            {
                return d * v;
            }
        }
    }

    /// <summary>Beta with parameters a, b &gt; 0.</summary>
    public static double Beta(this ref RandomStream stream, double a, double b)
    {
        var x = stream.Gamma(a);
        return x / (x + stream.Gamma(b));
    }
}
