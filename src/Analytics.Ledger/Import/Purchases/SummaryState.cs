using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>What is known of a customer at the end, on its way into the columns. Money in minor units.</summary>
internal struct SummaryState
{
    /// <summary><see cref="FirstDayPlusOne"/> of a customer with returns only.</summary>
    public const int ReturnsOnly = -1;

    /// <summary>Day of the first purchase plus one; 0 = nothing yet, so that zeroed memory is an empty state; -1 = returns only.</summary>
    public int FirstDayPlusOne;

    /// <summary>Day of the last purchase.</summary>
    public int LastDay;

    /// <summary>Distinct purchase days.</summary>
    public int PurchaseDays;

    /// <summary>Distinct orders.</summary>
    public int Orders;

    /// <summary>Purchases.</summary>
    public long Gross;

    /// <summary>Returns, positive.</summary>
    public long Refunds;

    /// <summary>Purchases of the first day.</summary>
    public long FirstDayGross;

    /// <summary>Sum of <see cref="GapLog"/> terms.</summary>
    public long SumLogGaps;

    /// <summary>True where no row was added.</summary>
    public readonly bool IsEmpty => FirstDayPlusOne == 0;

    /// <summary>True with at least one purchase.</summary>
    public readonly bool HasPurchase => FirstDayPlusOne > 0;

    /// <summary>Day of the first purchase.</summary>
    public readonly int FirstDay => FirstDayPlusOne - 1;
}
