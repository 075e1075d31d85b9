using System.Buffers;
using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Brings the tuples of all parts together customer by customer, page by page. A page fits the cache, and pages are independent of each
/// other, so the result does not depend on the number of threads.
/// </summary>
internal sealed class AnyOrderFold
{
    // twice the days of more than eighty years
    private const int MostDays = 1 << 16;
    private const int Nobody = -1;
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
        var customers = new List<int>();
        var (count, first, last) = Number(page, customers);
        var pool = ArrayPool<PurchaseTuple>.Shared;
        var (byDay, grouped) = (pool.Rent(count), pool.Rent(count));
        DealByDay(page, first, last, byDay);
        var ends = DealByCustomer(byDay.AsSpan(0, count), customers.Count, grouped);
        handler.Begin(count);
        var start = 0;
        for (var c = 0; c < ends.Length; c++)
        {
            handler.Customer(customers[c], grouped.AsSpan(start, ends[c] - start));
            start = ends[c];
        }

        handler.End();
        pool.Return(byDay);
        pool.Return(grouped);
    }

    /// <summary>Numbers the customers of a page from 0 on; a tuple behind the as-of day gets no number.</summary>
    /// <returns>The tuples that are left, the least and the largest day and kind of theirs.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Count, int First, int Last) Number(int page, List<int> customers)
    {
        var (count, first, last) = (0, int.MaxValue, 0);
        for (var p = 0; p < _parts.Count; p++)
        {
            var source = _parts[p][page];
            var toGlobal = p == 0 ? null : _toGlobal[p];
            for (var chunk = 0; chunk < source.Chunks; chunk++)
            {
                foreach (ref var tuple in source.Chunk(chunk))
                {
                    if (tuple.Day > _asOfDay)
                    {
                        tuple.Customer = Nobody;
                        continue;
                    }

                    var global = toGlobal is null ? tuple.Customer : toGlobal[tuple.Customer];
                    ref var local = ref _local[global];
                    if (local == 0)
                    {
                        customers.Add(global);
                        local = customers.Count;
                    }

                    tuple.Customer = local - 1;
                    count++;
                    first = Math.Min(first, tuple.DayAndKind);
                    last = Math.Max(last, tuple.DayAndKind);
                }
            }
        }

        return (count, first, last);
    }

    /// <summary>Takes the numbered tuples out of a page, ordered by day and kind where the days lie as close as those of a business do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DealByDay(int page, int first, int last, PurchaseTuple[] target)
    {
        var isDense = last - first < MostDays;
        var ends = new int[isDense && last >= first ? last - first + 2 : 2];
        foreach (var part in _parts)
        {
            var source = part[page];
            for (var chunk = 0; isDense && chunk < source.Chunks; chunk++)
            {
                foreach (ref readonly var tuple in source.Chunk(chunk))
                {
                    if (tuple.Customer != Nobody)
                    {
                        ends[tuple.DayAndKind - first + 1]++;
                    }
                }
            }
        }

        for (var i = 1; i < ends.Length; i++)
        {
            ends[i] += ends[i - 1];
        }

        // ends[d] is where day d begins, and then where its next tuple goes
        foreach (var part in _parts)
        {
            var source = part[page];
            for (var chunk = 0; chunk < source.Chunks; chunk++)
            {
                foreach (ref readonly var tuple in source.Chunk(chunk))
                {
                    if (tuple.Customer != Nobody)
                    {
                        target[ends[isDense ? tuple.DayAndKind - first : 0]++] = tuple;
                    }
                }
            }

            source.Clear();
        }
    }

    /// <summary>Brings the tuples of each customer together, in the order in which they come, and gives the end of each customer's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] DealByCustomer(
        ReadOnlySpan<PurchaseTuple> tuples,
        int customers,
        PurchaseTuple[] target
    )
    {
        var ends = new int[customers + 1];
        foreach (ref readonly var tuple in tuples)
        {
            ends[tuple.Customer + 1]++;
        }

        for (var c = 1; c < ends.Length; c++)
        {
            ends[c] += ends[c - 1];
        }

        foreach (ref readonly var tuple in tuples)
        {
            target[ends[tuple.Customer]++] = tuple;
        }

        return ends[..customers];
    }

    private int Global(int part, int customer) => part == 0 ? customer : _toGlobal[part][customer];
}
