using System.Buffers;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Folds the tuples of all parts to customer-days, page by page: gather, group by customer, order by day, count each order on its first
/// day. A page fits the cache, and pages are independent of each other, so the result does not depend on the number of threads.
/// </summary>
internal sealed class AnyOrderFold
{
    private const int InsertionSortUpTo = 40;
    private readonly IReadOnlyList<AnyOrderPart> _parts;
    private readonly int[][] _toGlobal;
    private readonly int[] _local;
    private readonly bool _hasOrders;
    private readonly int _asOfDay;
    private readonly Dictionary<int, List<(int DayAndKind, Int128 Units)>> _wide = [];

    /// <summary>Prepares the fold.</summary>
    /// <param name="parts">The parts; the first one's table holds all customers.</param>
    /// <param name="toGlobal">Per part the index of each of its customers in the first table; null for the first part.</param>
    /// <param name="hasOrders">True where tuples carry order codes.</param>
    /// <param name="asOfDay">Later tuples are left out.</param>
    public AnyOrderFold(
        IReadOnlyList<AnyOrderPart> parts,
        int[][] toGlobal,
        bool hasOrders,
        int asOfDay
    )
    {
        _parts = parts;
        _toGlobal = toGlobal;
        _hasOrders = hasOrders;
        _asOfDay = asOfDay;
        _local = new int[parts[0].Table.Count];
        for (var p = 0; p < parts.Count; p++)
        {
            foreach (var (customer, dayAndKind, units) in parts[p].Wide)
            {
                if (dayAndKind >> 1 <= asOfDay)
                {
                    var global = Global(p, customer);
                    if (!_wide.TryGetValue(global, out var list))
                    {
                        _wide[global] = list = [];
                    }

                    list.Add((dayAndKind, units));
                }
            }
        }
    }

    /// <summary>Folds one page and frees its tuples.</summary>
    public void FoldPage<T>(int page, ref T handler)
        where T : ICustomerDayHandler
    {
        var total = 0;
        foreach (var part in _parts)
        {
            total += part.Tuples[page].Count;
        }

        var pool = ArrayPool<PurchaseTuple>.Shared;
        var (gathered, grouped) = (pool.Rent(total), pool.Rent(total));
        var customers = new List<int>(total / 8);
        var count = Gather(page, customers, gathered);
        handler.Begin(count);
        Group(gathered.AsSpan(0, count), customers, grouped, ref handler);
        handler.End();
        pool.Return(gathered);
        pool.Return(grouped);
    }

    private void Group<T>(
        Span<PurchaseTuple> gathered,
        List<int> customers,
        PurchaseTuple[] grouped,
        ref T handler
    )
        where T : ICustomerDayHandler
    {
        var starts = new int[customers.Count + 2];
        foreach (ref readonly var tuple in gathered)
        {
            starts[_local[tuple.Customer]]++;
        }

        for (var c = 1; c < starts.Length; c++)
        {
            starts[c] += starts[c - 1];
        }

        // starts[c] is now the end of customer c - 1; filling downwards turns it into its start
        for (var i = gathered.Length - 1; i >= 0; i--)
        {
            grouped[--starts[_local[gathered[i].Customer]]] = gathered[i];
        }

        for (var c = 0; c < customers.Count; c++)
        {
            FoldCustomer(
                customers[c],
                grouped.AsSpan(starts[c + 1], starts[c + 2] - starts[c + 1]),
                ref handler
            );
        }
    }

    private int Gather(int page, List<int> customers, PurchaseTuple[] gathered)
    {
        var count = 0;
        for (var p = 0; p < _parts.Count; p++)
        {
            var source = _parts[p].Tuples[page];
            for (var chunk = 0; chunk < source.Chunks; chunk++)
            {
                foreach (ref readonly var tuple in source.Chunk(chunk))
                {
                    if (tuple.Day > _asOfDay)
                    {
                        continue;
                    }

                    ref var copy = ref gathered[count++];
                    copy = tuple;
                    copy.Customer = Global(p, tuple.Customer);
                    ref var local = ref _local[copy.Customer];
                    if (local == 0)
                    {
                        customers.Add(copy.Customer);
                        local = customers.Count;
                    }
                }
            }

            source.Clear();
        }

        return count;
    }

    private int Global(int part, int customer) => part == 0 ? customer : _toGlobal[part][customer];

    private void FoldCustomer<T>(int customer, Span<PurchaseTuple> tuples, ref T handler)
        where T : ICustomerDayHandler
    {
        SortByDay(tuples);
        var wide = _wide.Count > 0 && _wide.TryGetValue(customer, out var list) ? list : null;
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
                    !_hasOrders ? (int)tuples[i].Order
                    : orders.IsNew(tuples, i) ? 1
                    : 0;
            }

            if (wide is not null)
            {
                AddWide(wide, day, ref gross, ref refunds);
            }

            handler.Day(new CustomerDayRow(day, isPurchase, count, gross, refunds));
        }

        handler.CustomerDone(customer);
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

    private static void SortByDay(Span<PurchaseTuple> tuples)
    {
        if (tuples.Length > InsertionSortUpTo)
        {
            tuples.Sort(static (a, b) => a.DayAndKind.CompareTo(b.DayAndKind));
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
}
