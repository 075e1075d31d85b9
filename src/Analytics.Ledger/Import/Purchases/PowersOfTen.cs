namespace Analytics.Ledger.Import.Purchases;

/// <summary>Powers of ten between scales of money.</summary>
internal static class PowersOfTen
{
    /// <summary>10^<paramref name="exponent"/>; 1 where it is not positive.</summary>
    public static Int128 Of(int exponent)
    {
        Int128 power = 1;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }

    /// <summary>The same in 64 bits, for two scales of money: they differ by at most 18.</summary>
    public static long Factor(int exponent)
    {
        // not by way of 128 bits: code that touches them is compiled anew at each start, and so is all that only it calls
        long power = 1;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }
}
