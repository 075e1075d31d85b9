using System.Runtime.CompilerServices;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>
/// The tuples of a customer as bytes: per tuple the step in day and kind, the amount, and of purchases the step in the order's code (where no
/// orders are named: the number of rows), all as integers of seven bits a byte.
/// </summary>
internal static class TupleCode
{
    /// <summary>Most bytes of an integer.</summary>
    public const int MostIntegerBytes = 10;

    private const int MostTupleBytes = 5 + (2 * MostIntegerBytes);
    private const int More = 0x80;

    /// <summary>Most bytes that so many tuples take, their number included.</summary>
    public static int MostBytes(int tuples) => MostIntegerBytes + (tuples * MostTupleBytes);

    /// <summary>Writes tuples and returns the bytes used.</summary>
    /// <param name="tuples">Tuples of one customer in the order of days, as <see cref="Join"/> leaves them.</param>
    /// <param name="hasOrders">True where tuples carry order codes.</param>
    /// <param name="target">At least <see cref="MostBytes"/>.</param>
    public static int Write(ReadOnlySpan<PurchaseTuple> tuples, bool hasOrders, Span<byte> target)
    {
        var at = 0;
        Put(target, ref at, (ulong)tuples.Length);
        var day = 0;
        ulong order = 0;
        foreach (ref readonly var tuple in tuples)
        {
            Put(target, ref at, (ulong)(tuple.DayAndKind - day));
            Put(target, ref at, (ulong)tuple.Units);
            day = tuple.DayAndKind;
            if (!tuple.IsReturn)
            {
                Put(target, ref at, hasOrders ? Fold((long)(tuple.Order - order)) : tuple.Order);
                order = tuple.Order;
            }
        }

        return at;
    }

    /// <summary>Reads tuples behind the ones already in a list.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="at">Where they begin; moved behind them.</param>
    /// <param name="hasOrders">As written.</param>
    /// <param name="tuples">Room for the tuples; made larger where it is too small.</param>
    /// <param name="count">Tuples there already.</param>
    /// <returns>Tuples there now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Read(
        ReadOnlySpan<byte> source,
        ref int at,
        bool hasOrders,
        ref PurchaseTuple[] tuples,
        int count
    )
    {
        var end = count + (int)Get(source, ref at);
        if (end > tuples.Length)
        {
            Array.Resize(ref tuples, Math.Max(end, tuples.Length * 2));
        }

        var day = 0;
        ulong order = 0;
        foreach (ref var tuple in tuples.AsSpan(count, end - count))
        {
            day += (int)Get(source, ref at);
            tuple.Customer = 0;
            tuple.DayAndKind = day;
            tuple.Units = (long)Get(source, ref at);
            tuple.Order = 0;
            if ((day & 1) == 0)
            {
                var code = Get(source, ref at);
                order = hasOrders ? order + (ulong)Unfold(code) : code;
                tuple.Order = order;
            }
        }

        return end;
    }

    /// <summary>Writes an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Span<byte> target, ref int at, ulong value)
    {
        while (value >= More)
        {
            target[at++] = (byte)(value | More);
            value >>= 7;
        }

        target[at++] = (byte)value;
    }

    /// <summary>Reads an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Get(ReadOnlySpan<byte> source, ref int at)
    {
        ulong value = source[at++];
        if (value < More)
        {
            return value;
        }

        value &= More - 1;
        for (var shift = 7; ; shift += 7)
        {
            ulong next = source[at++];
            value |= (next & (More - 1)) << shift;
            if (next < More)
            {
                return value;
            }
        }
    }

    /// <summary>Makes adjacent tuples of one day, kind and order one; returns how many are left at the front.</summary>
    public static int Join(Span<PurchaseTuple> tuples, bool hasOrders)
    {
        var kept = 0;
        foreach (ref readonly var next in tuples)
        {
            if (
                kept > 0
                && tuples[kept - 1].DayAndKind == next.DayAndKind
                && (!hasOrders || tuples[kept - 1].Order == next.Order)
                && tuples[kept - 1].Units <= long.MaxValue - next.Units
            )
            {
                tuples[kept - 1].Units += next.Units;
                tuples[kept - 1].Order += hasOrders || next.IsReturn ? 0 : next.Order;
            }
            else
            {
                tuples[kept++] = next;
            }
        }

        return kept;
    }

    private static ulong Fold(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static long Unfold(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
