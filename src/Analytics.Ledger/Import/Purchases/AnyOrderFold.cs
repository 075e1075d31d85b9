using System.Buffers;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Brings the tuples of all parts together customer by customer, page by page. A page fits the cache, and pages are independent of each
/// other, so the result does not depend on the number of threads.
/// </summary>
internal sealed class AnyOrderFold
{
    private readonly IReadOnlyList<TuplePages> _parts;
    private readonly int[][] _toGlobal;
    private readonly int[] _local;
    private readonly int _asOfDay;
    private readonly Dictionary<int, List<(int DayAndKind, Int128 Units)>> _wide = [];

    /// <summary>Prepares the fold.</summary>
    /// <param name="parts">The parts; the first one's table holds all customers.</param>
    /// <param name="toGlobal">Per part the index of each of its customers in the first table; null for the first part.</param>
    /// <param name="asOfDay">Later tuples are left out.</param>
    public AnyOrderFold(IReadOnlyList<AnyOrderPart> parts, int[][] toGlobal, int asOfDay)
        : this([.. parts.Select(part => part.Tuples)], toGlobal, parts[0].Table.Count, asOfDay)
    {
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

    /// <summary>Prepares the fold of tuples without wide amounts.</summary>
    /// <param name="parts">The tuples of each part.</param>
    /// <param name="toGlobal">As above.</param>
    /// <param name="customers">Customers of the first part's table.</param>
    /// <param name="asOfDay">Later tuples are left out.</param>
    public AnyOrderFold(
        IReadOnlyList<TuplePages> parts,
        int[][] toGlobal,
        int customers,
        int asOfDay
    )
    {
        (_parts, _toGlobal, _asOfDay) = (parts, toGlobal, asOfDay);
        _local = new int[customers];
    }

    /// <summary>The amounts of a customer that do not fit 64 bits; null where there are none.</summary>
    public List<(int DayAndKind, Int128 Units)>? WideOf(int customer) =>
        _wide.Count > 0 ? _wide.GetValueOrDefault(customer) : null;

    /// <summary>Hands over the customers of one page and frees its tuples.</summary>
    public void FoldPage<T>(int page, ref T handler)
        where T : ICustomerTuplesHandler
    {
        var total = 0;
        foreach (var part in _parts)
        {
            total += part[page].Count;
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
        where T : ICustomerTuplesHandler
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
            handler.Customer(
                customers[c],
                grouped.AsSpan(starts[c + 1], starts[c + 2] - starts[c + 1])
            );
        }
    }

    private int Gather(int page, List<int> customers, PurchaseTuple[] gathered)
    {
        var count = 0;
        for (var p = 0; p < _parts.Count; p++)
        {
            var source = _parts[p][page];
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
}
