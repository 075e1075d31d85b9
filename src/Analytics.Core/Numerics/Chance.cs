namespace Analytics.Core.Numerics;

/// <summary>
/// A small seeded generator (SplitMix64). Two numbers choose the stream, so that each customer has an own stream and results do not depend
/// on the order of work.
/// </summary>
public struct Chance
{
    private const double Unit = 1.0 / (1UL << 53);
    private ulong _state;

    /// <summary>The stream <paramref name="stream"/> of the seed <paramref name="seed"/>.</summary>
    public Chance(long seed, long stream)
    {
        _state = Mix(
            ((ulong)seed * 0x9E3779B97F4A7C15UL) ^ Mix((ulong)stream + 0x632BE59BD9B4E019UL)
        );
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * Unit;

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -Accurate.Log1p(-Uniform());

    /// <summary>Normal with mean 0 and variance 1 (Marsaglia's polar method).</summary>
    public double Normal()
    {
        while (true)
        {
            var u = (2 * Uniform()) - 1;
            var v = (2 * Uniform()) - 1;
            var s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
            }
        }
    }

    /// <summary>Gamma with the shape given and scale 1 (Marsaglia &amp; Tsang 2000); may underflow to the smallest positive number.</summary>
    /// <param name="shape">Positive.</param>
    public double Gamma(double shape)
    {
        if (shape < 1)
        {
            var log = Math.Log(Gamma(shape + 1)) - (Exponential() / shape);
            return Math.Max(double.Epsilon, Math.Exp(log));
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            if (Exponential() > (-0.5 * x * x) - (d * (1 - v + Math.Log(v))))
            {
                return d * v;
            }
        }
    }

    /// <summary>Beta(a, b), a and b positive.</summary>
    public double Beta(double a, double b)
    {
        var x = Gamma(a);
        return x / (x + Gamma(b));
    }

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15UL);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
