namespace Analytics.Core.Delinquency.Treatment;

/// <summary>A hash of account and as-of day (FNV-1a, then mixed): decides ties and draws holdouts, the same on every machine.</summary>
public static class AccountHash
{
    /// <summary>64 bits that look random.</summary>
    /// <param name="account">The account's id as UTF-8.</param>
    /// <param name="asOf">Day number.</param>
    /// <param name="salt">Keeps draws for different purposes apart.</param>
    public static ulong Of(ReadOnlySpan<byte> account, int asOf, ulong salt)
    {
        var hash = 0xCBF29CE484222325UL ^ salt;
        foreach (var b in account)
        {
            hash = (hash ^ b) * 0x100000001B3UL;
        }

        hash ^= (ulong)(uint)asOf * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }

    /// <summary>The hash as a number in [0, 1).</summary>
    public static double Uniform(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));
}
