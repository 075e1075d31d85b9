namespace Analytics.Core.Simulation;

/// <summary>
/// A stream of seeded random numbers (SplitMix64; Steele, Lea &amp; Flood 2014). Every customer and every order has a stream of its own, so that what one
/// draws never moves what another draws. The same seed gives the same numbers on every platform.
/// </summary>
internal struct RandomStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const double Unit = 1.0 / (1L << 53);
    private ulong _state;

    private RandomStream(ulong state) => _state = state;

    /// <summary>The stream of one thing.</summary>
    /// <param name="seed">The seed of the whole simulation.</param>
    /// <param name="purpose">What kind of thing draws.</param>
    /// <param name="first">Its first number, for example the customer.</param>
    /// <param name="second">Its second number, for example the order of that customer.</param>
    public static RandomStream Of(long seed, StreamPurpose purpose, long first, long second = 0)
    {
        var state = Mix((ulong)seed + (Golden * (ulong)purpose));
        state = Mix(state ^ ((ulong)first * 0xD1342543DE82EF95));
        return new RandomStream(Mix(state + ((ulong)second * 0xAEF17502108EF2D9)));
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += Golden;
        return Mix(_state);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * Unit;

    /// <summary>Uniform in (0, 1].</summary>
    public double UniformAboveZero() => ((Next() >> 11) + 1) * Unit;

    /// <summary>Uniform among 0 .. <paramref name="count"/> - 1; the bias is below count / 2^64.</summary>
    public long Below(long count) => (long)Math.BigMul(Next(), (ulong)count, out _);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>Who draws from a stream.</summary>
internal enum StreamPurpose
{
    /// <summary>A customer: rate, dropout, spend, arrival, purchase times.</summary>
    Customer = 1,

    /// <summary>An order: lines, products, amounts, return.</summary>
    Order = 2,

    /// <summary>The order of rows.</summary>
    Shuffle = 3,

    /// <summary>Where dirty rows go.</summary>
    Dirty = 4,

    /// <summary>An account of the telephone company.</summary>
    Debtor = 5,

    /// <summary>What becomes of an account in a trial of treatments.</summary>
    Trial = 6,
}
