namespace Analytics.Ledger.Import.Purchases;

/// <summary>Dates that stand for "no date".</summary>
internal static class SentinelDays
{
    /// <summary>1970-01-01, a placeholder where no other day of that year occurs.</summary>
    public const int Year1970 = 719162;

    /// <summary>1971-01-01.</summary>
    public const int Year1971 = 719527;

    private const int Year1900 = 693595;
    private const int FirstDay = 0;

    /// <summary>9999-12-31.</summary>
    public const int LastDay = 3652058;

    /// <summary>True for 0001-01-01, 1900-01-01 and 9999-12-31.</summary>
    public static bool IsSentinel(int day) => day is FirstDay or Year1900 or LastDay;
}
