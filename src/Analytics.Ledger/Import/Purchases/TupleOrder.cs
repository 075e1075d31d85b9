namespace Analytics.Ledger.Import.Purchases;

/// <summary>Orders tuples by customer, day and kind, order, and joins equal ones.</summary>
internal static class TupleOrder
{
    /// <summary>Sorts and joins tuples of equal customer, day, kind and order; returns how many are left at the front.</summary>
    /// <param name="tuples">The tuples.</param>
    /// <param name="hasOrders">True where orders are codes; else they are counts of rows and add up.</param>
    public static int Combine(Span<PurchaseTuple> tuples, bool hasOrders)
    {
        if (tuples.Length < 2)
        {
            return tuples.Length;
        }

        tuples.Sort(hasOrders ? ByAll : ByDay);
        var kept = 0;
        for (var i = 1; i < tuples.Length; i++)
        {
            ref var last = ref tuples[kept];
            ref var next = ref tuples[i];
            var isSame =
                last.Customer == next.Customer
                && last.DayAndKind == next.DayAndKind
                && (!hasOrders || last.Order == next.Order);
            if (isSame && last.Units <= long.MaxValue - next.Units)
            {
                last.Units += next.Units;
                last.Order = hasOrders ? last.Order : last.Order + next.Order;
            }
            else
            {
                tuples[++kept] = next;
            }
        }

        return kept + 1;
    }

    private static int ByDay(PurchaseTuple a, PurchaseTuple b)
    {
        var byCustomer = a.Customer.CompareTo(b.Customer);
        return byCustomer != 0 ? byCustomer : a.DayAndKind.CompareTo(b.DayAndKind);
    }

    private static int ByAll(PurchaseTuple a, PurchaseTuple b)
    {
        var byDay = ByDay(a, b);
        return byDay != 0 ? byDay : a.Order.CompareTo(b.Order);
    }
}
