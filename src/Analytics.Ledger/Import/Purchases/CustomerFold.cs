using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>From the tuples of one customer to its days: ordered by day, each order counted on its first day.</summary>
internal static class CustomerFold
{
    private const int InsertionSortUpTo = 40;

    /// <summary>Folds the tuples of one customer.</summary>
    /// <param name="tuples">The tuples; they are put in the order of days.</param>
    /// <param name="hasOrders">True where they carry order codes.</param>
    /// <param name="wide">Amounts beside tuples of zero money; null = none.</param>
    /// <param name="handler">Takes the days.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fold<T>(
        Span<PurchaseTuple> tuples,
        bool hasOrders,
        List<(int DayAndKind, Int128 Units)>? wide,
        ref T handler
    )
        where T : ICustomerDayHandler
    {
        SortByDay(tuples);
        var orders = new DistinctOrders(tuples.Length);
        for (var i = 0; i < tuples.Length; )
        {
            var day = tuples[i].Day;
            var isPurchase = false;
            var count = 0;
            Int128 gross = 0,
                refunds = 0;
            for (; i < tuples.Length && tuples[i].Day == day; i++)
            {
                if (tuples[i].IsReturn)
                {
                    refunds += tuples[i].Units;
                    continue;
                }

                isPurchase = true;
                gross += tuples[i].Units;
                count +=
                    !hasOrders ? (int)tuples[i].Order
                    : orders.IsNew(tuples, i) ? 1
                    : 0;
            }

            if (wide is not null)
            {
                AddWide(wide, day, ref gross, ref refunds);
            }

            handler.Day(new CustomerDayRow(day, isPurchase, count, gross, refunds));
        }
    }

    private static void AddWide(
        List<(int DayAndKind, Int128 Units)> wide,
        int day,
        ref Int128 gross,
        ref Int128 refunds
    )
    {
        foreach (var (dayAndKind, units) in wide)
        {
            if (dayAndKind >> 1 != day)
            {
                continue;
            }

            if ((dayAndKind & 1) != 0)
            {
                refunds = checked(refunds + units);
            }
            else
            {
                gross = checked(gross + units);
            }
        }
    }

    /// <summary>Puts tuples in the order of days, purchases of a day before its returns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SortByDay(Span<PurchaseTuple> tuples)
    {
        if (tuples.Length > InsertionSortUpTo && !IsSorted(tuples))
        {
            SortMany(tuples);
            return;
        }

        for (var i = 1; i < tuples.Length; i++)
        {
            var item = tuples[i];
            var j = i - 1;
            for (; j >= 0 && tuples[j].DayAndKind > item.DayAndKind; j--)
            {
                tuples[j + 1] = tuples[j];
            }

            tuples[j + 1] = item;
        }
    }

    private static bool IsSorted(ReadOnlySpan<PurchaseTuple> tuples)
    {
        for (var i = 1; i < tuples.Length; i++)
        {
            if (tuples[i].DayAndKind < tuples[i - 1].DayAndKind)
            {
                return false;
            }
        }

        return true;
    }

    private static void SortMany(Span<PurchaseTuple> tuples) =>
        tuples.Sort(static (a, b) => a.DayAndKind.CompareTo(b.DayAndKind));
}
