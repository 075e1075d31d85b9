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
}
