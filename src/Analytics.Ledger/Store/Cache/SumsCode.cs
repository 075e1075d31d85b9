using System.Runtime.CompilerServices;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>The sums of a customer over all its days as bytes, integers as <see cref="TupleCode"/> writes them.</summary>
internal static class SumsCode
{
    /// <summary>Most bytes of a customer's sums.</summary>
    public const int MostBytes = 9 * TupleCode.MostIntegerBytes;

    private const ulong None = 0;
    private const ulong ReturnsOnly = 1;

    /// <summary>Writes sums, or that there are none because an amount does not fit 64 bits.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="lastOrder">The greatest code of an order; 0 where orders have none.</param>
    /// <param name="isTooWide">True where there are none.</param>
    /// <param name="target">Room for <see cref="MostBytes"/>.</param>
    /// <param name="at">Where to write; moved behind it.</param>
    public static void Write(
        in SummaryState sums,
        ulong lastOrder,
        bool isTooWide,
        Span<byte> target,
        ref int at
    )
    {
        if (isTooWide)
        {
            TupleCode.Put(target, ref at, None);
            return;
        }

        if (!sums.HasPurchase)
        {
            TupleCode.Put(target, ref at, ReturnsOnly);
            TupleCode.Put(target, ref at, (ulong)sums.Refunds);
            return;
        }

        TupleCode.Put(target, ref at, (ulong)sums.FirstDayPlusOne + ReturnsOnly);
        TupleCode.Put(target, ref at, (ulong)(sums.LastDay - sums.FirstDay));
        TupleCode.Put(target, ref at, (ulong)sums.PurchaseDays);
        TupleCode.Put(target, ref at, (ulong)sums.Orders);
        TupleCode.Put(target, ref at, (ulong)sums.Gross);
        TupleCode.Put(target, ref at, (ulong)sums.Refunds);
        TupleCode.Put(target, ref at, (ulong)sums.FirstDayGross);
        TupleCode.Put(target, ref at, lastOrder);
        if (sums.PurchaseDays > 1)
        {
            TupleCode.Put(target, ref at, (ulong)sums.SumLogGaps);
        }
    }

    /// <summary>Reads sums; false where there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Read(
        ReadOnlySpan<byte> source,
        ref int at,
        ref SummaryState sums,
        ref ulong lastOrder
    )
    {
        (sums, lastOrder) = (default, 0);
        var first = TupleCode.Get(source, ref at);
        if (first <= ReturnsOnly)
        {
            sums.FirstDayPlusOne = SummaryState.ReturnsOnly;
            sums.Refunds = first == None ? 0 : (long)TupleCode.Get(source, ref at);
            return first != None;
        }

        sums.FirstDayPlusOne = (int)(first - ReturnsOnly);
        sums.LastDay = sums.FirstDay + (int)TupleCode.Get(source, ref at);
        sums.PurchaseDays = (int)TupleCode.Get(source, ref at);
        sums.Orders = (int)TupleCode.Get(source, ref at);
        sums.Gross = (long)TupleCode.Get(source, ref at);
        sums.Refunds = (long)TupleCode.Get(source, ref at);
        sums.FirstDayGross = (long)TupleCode.Get(source, ref at);
        lastOrder = TupleCode.Get(source, ref at);
        sums.SumLogGaps = sums.PurchaseDays > 1 ? (long)TupleCode.Get(source, ref at) : 0;
        return true;
    }
}
