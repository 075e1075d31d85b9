namespace Analytics.Ledger.Import.Purchases;

/// <summary>Joins tuples of equal customer, day, kind and order.</summary>
internal static class TupleOrder
{
    private const int DayBits = 24;

    /// <summary>Sorts and joins tuples of equal customer, day, kind and order; returns how many are left at the front.</summary>
    /// <param name="tuples">The tuples.</param>
    /// <param name="hasOrders">True where orders are codes; else they are counts of rows and add up.</param>
    public static int Combine(Span<PurchaseTuple> tuples, bool hasOrders)
    {
        var keys = new ulong[tuples.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            // day numbers end below 2^22, so twice the day plus the kind fits 24 bits beside the customer
            keys[i] = ((ulong)(uint)tuples[i].Customer << DayBits) | (uint)tuples[i].DayAndKind;
        }

        keys.AsSpan().Sort(tuples);
        var kept = 0;
        for (var i = 0; i < keys.Length; )
        {
            var end = i + 1;
            while (end < keys.Length && keys[end] == keys[i])
            {
                end++;
            }

            kept = Join(tuples, i, end, kept, hasOrders);
            i = end;
        }

        return kept;
    }

    /// <summary>Joins the tuples of one customer, day and kind and appends what is left at <paramref name="kept"/>.</summary>
    private static int Join(Span<PurchaseTuple> tuples, int from, int end, int kept, bool hasOrders)
    {
        if (hasOrders && end - from > 1)
        {
            tuples[from..end].Sort(static (a, b) => a.Order.CompareTo(b.Order));
        }

        var first = kept;
        for (var i = from; i < end; i++)
        {
            var next = tuples[i];
            if (
                kept > first
                && (!hasOrders || tuples[kept - 1].Order == next.Order)
                && tuples[kept - 1].Units <= long.MaxValue - next.Units
            )
            {
                ref var last = ref tuples[kept - 1];
                last.Units += next.Units;
                last.Order = hasOrders || next.IsReturn ? last.Order : last.Order + next.Order;
            }
            else
            {
                tuples[kept++] = next;
            }
        }

        return kept;
    }
}
