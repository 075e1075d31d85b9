using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// The rows of one part in any order. Tuples are spread over pages by the customer's hash, so that later work stays inside the cache, and
/// compacted to one entry a (customer, day, order) whenever their number has doubled and that pays: memory follows customer-days and orders, not rows.
/// </summary>
internal sealed unsafe class AnyOrderPart : IPurchasePart<AnyOrderSink>
{
    /// <summary>Number of pages.</summary>
    public const int PageCount = 512;

    private const int ProbePages = 4;
    private const double WorthKeeping = 0.75;
    private const int PageShift = 64 - 9;
    private readonly bool _hasOrders;
    private readonly int[] _guesses = new int[PurchaseBatch.Size];
    private readonly TupleArena _arena = new();
    private readonly TuplePage[] _pages = new TuplePage[PageCount];
    private readonly int _leastCompact;
    private long _tuples;
    private long _compactAt;

    /// <summary>An empty part.</summary>
    public AnyOrderPart(bool hasOrders, int compactRows)
    {
        _hasOrders = hasOrders;
        _leastCompact = compactRows;
        _compactAt = compactRows;
        for (var i = 0; i < PageCount; i++)
        {
            _pages[i] = new TuplePage(_arena);
        }
    }

    /// <summary>Customers; their tuples lie in the page of their hash.</summary>
    public CustomerTable<int> Table { get; } = new();

    /// <summary>Money that does not fit 64 bits, beside a tuple of zero money: customer, twice the day plus one for a return, units.</summary>
    public List<(int Customer, int DayAndKind, Int128 Units)> Wide { get; } = [];

    /// <summary>The tuples of a page.</summary>
    public TuplePage Page(int page) => _pages[page];

    /// <summary>The page of a customer.</summary>
    public static int PageOf(ulong hash) => (int)(hash >> PageShift);

    /// <inheritdoc/>
    public AnyOrderSink Sink => new(this);

    /// <summary>Adds a batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(PurchaseBatch batch)
    {
        Table.Reserve(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            _guesses[i] = Table.Guess(batch.Keys[i].Hash);
        }

        for (var i = 0; i < batch.Count; i++)
        {
            var customer = Table.FindOrAdd(
                _guesses[i],
                batch.Keys[i],
                batch.Ids[i],
                batch.Lengths[i]
            );
            _tuples += _pages[PageOf(batch.Keys[i].Hash)]
                .Add(customer, DayAndKind(batch, i), batch.Units[i], Order(batch, i), _hasOrders);
        }

        if (_tuples >= _compactAt)
        {
            Compact();
        }
    }

    /// <summary>Adds one row whose amount does not fit 64 bits.</summary>
    public void TakeWide(PurchaseBatch batch, int row, Int128 units)
    {
        Table.Reserve(1);
        var customer = Table.FindOrAdd(-1, batch.Keys[row], batch.Ids[row], batch.Lengths[row]);
        _tuples += _pages[PageOf(batch.Keys[row].Hash)]
            .Add(customer, DayAndKind(batch, row), 0, Order(batch, row), _hasOrders);
        Wide.Add((customer, DayAndKind(batch, row), units));
    }

    /// <summary>Multiplies all money; what no longer fits 64 bits becomes wide.</summary>
    public void Rescale(long factor)
    {
        if (factor == 1)
        {
            return;
        }

        for (var i = 0; i < Wide.Count; i++)
        {
            Wide[i] = Wide[i] with { Units = checked(Wide[i].Units * factor) };
        }

        var most = long.MaxValue / factor;
        foreach (var page in _pages)
        {
            for (var c = 0; c < page.Chunks; c++)
            {
                Rescale(page.Chunk(c), factor, most);
            }
        }
    }

    /// <summary>Gives the memory of the rows back once they are folded.</summary>
    public void DropRows() => _arena.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        Table.Dispose();
        DropRows();
    }

    private void Rescale(Span<PurchaseTuple> tuples, long factor, long most)
    {
        foreach (ref var tuple in tuples)
        {
            if (tuple.Units <= most)
            {
                tuple.Units *= factor;
                continue;
            }

            // the day and the order stay, the money moves
            Wide.Add((tuple.Customer, tuple.DayAndKind, (Int128)tuple.Units * factor));
            tuple.Units = 0;
        }
    }

    private static int DayAndKind(PurchaseBatch batch, int i) =>
        (batch.Days[i] << 1) | (batch.IsReturn[i] ? 1 : 0);

    private ulong Order(PurchaseBatch batch, int i) =>
        _hasOrders || batch.IsReturn[i] ? batch.Orders[i] : 1;

    /// <summary>Compacts all pages where the first ones show that it pays: rows of one customer, day and order that stand apart are few.</summary>
    private void Compact()
    {
        long before = 0,
            after = 0;
        for (
            var page = 0;
            page < PageCount && (page < ProbePages || after <= before * WorthKeeping);
            page++
        )
        {
            before += _pages[page].Count;
            _pages[page].Compact(_hasOrders);
            after += _pages[page].Count;
        }

        _tuples = 0;
        foreach (var page in _pages)
        {
            _tuples += page.Count;
        }

        _compactAt = Math.Max(_leastCompact, _tuples * 2);
    }
}
