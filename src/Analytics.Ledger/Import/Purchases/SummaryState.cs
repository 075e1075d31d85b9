using System.Runtime.CompilerServices;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>What is added up per customer while rows pass in date order. Money in minor units of the part's scale.</summary>
internal struct SummaryState
{
    private const int ReturnsOnly = -1;

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

    /// <summary>Code of the last order.</summary>
    public ulong LastOrder;

    /// <summary>True where no row was added.</summary>
    public readonly bool IsEmpty => FirstDayPlusOne == 0;

    /// <summary>True with at least one purchase.</summary>
    public readonly bool HasPurchase => FirstDayPlusOne > 0;

    /// <summary>Day of the first purchase.</summary>
    public readonly int FirstDay => FirstDayPlusOne - 1;

    /// <summary>Adds a purchase that is not earlier than the last one.</summary>
    /// <returns>False where the row is out of order, or an order comes back after a later one, or a sum leaves 64 bits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAddPurchase(int day, long units, ulong order)
    {
        if (FirstDayPlusOne <= 0)
        {
            FirstDayPlusOne = day + 1;
            LastDay = day;
            PurchaseDays = 1;
            Orders = 1;
            Gross = units;
            FirstDayGross = units;
            LastOrder = order;
            return true;
        }

        var gap = day - LastDay;
        if (gap < 0 || order < LastOrder)
        {
            return false;
        }

        if (gap > 0)
        {
            PurchaseDays++;
            SumLogGaps += GapLog.Of(gap);
            LastDay = day;
        }
        else if (day == FirstDay)
        {
            FirstDayGross += units;
        }

        if (order != LastOrder)
        {
            Orders++;
            LastOrder = order;
        }

        var sum = Gross + units;
        if (sum < Gross)
        {
            return false;
        }

        Gross = sum;
        return true;
    }

    /// <summary>Adds a return; false where the sum leaves 64 bits.</summary>
    public bool TryAddReturn(long units)
    {
        var sum = Refunds + units;
        if (sum < Refunds)
        {
            return false;
        }

        Refunds = sum;
        FirstDayPlusOne = FirstDayPlusOne == 0 ? ReturnsOnly : FirstDayPlusOne;
        return true;
    }

    /// <summary>Multiplies all money; false where it leaves 64 bits.</summary>
    public bool TryScale(long factor)
    {
        var most = long.MaxValue / factor;
        if (Gross > most || Refunds > most)
        {
            return false;
        }

        Gross *= factor;
        Refunds *= factor;
        FirstDayGross *= factor;
        return true;
    }
}
