using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// The rows of one part in any order. Tuples are spread over pages by the customer's hash, so that later work stays inside the cache, and
/// compacted to one entry a (customer, day, order) whenever their number has doubled and that pays: memory follows customer-days and orders, not rows.
/// </summary>
internal sealed unsafe class AnyOrderPart : IPurchasePart<AnyOrderSink>
{
    private readonly bool _hasOrders;
    private readonly int[] _guesses = new int[PurchaseBatch.Size];
    private readonly TupleArena _arena = new();
    private readonly DetailTuples? _details;

    /// <summary>An empty part.</summary>
    /// <param name="hasOrders">True where rows carry order codes.</param>
    /// <param name="compactRows">Rows kept before they are compacted.</param>
    /// <param name="details">Per role of <see cref="DetailRoles"/> whether it is read; empty = none.</param>
    public AnyOrderPart(bool hasOrders, int compactRows, bool[] details)
    {
        _hasOrders = hasOrders;
        Tuples = new TuplePages(_arena, hasOrders, compactRows);
        _details = details.Contains(true) ? new DetailTuples(details, compactRows) : null;
    }

    /// <summary>Customers; their tuples lie in the page of their hash.</summary>
    public CustomerTable<int> Table { get; } = new();

    /// <summary>Money that does not fit 64 bits, beside a tuple of zero money: customer, twice the day plus one for a return, units.</summary>
    public List<(int Customer, int DayAndKind, Int128 Units)> Wide { get; } = [];

    /// <summary>The rows.</summary>
    public TuplePages Tuples { get; }

    /// <summary>What was bought and where; null where nobody asked.</summary>
    public DetailTuples? Details => _details;

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
            Tuples.Add(
                batch.Keys[i].Hash,
                customer,
                DayAndKind(batch, i),
                batch.Units[i],
                Order(batch, i)
            );
            _details?.Add(customer, batch, i);
        }

        Tuples.CompactWhereDue();
        _details?.CompactWhereDue();
    }

    /// <summary>Adds one row whose amount does not fit 64 bits.</summary>
    public void TakeWide(PurchaseBatch batch, int row, Int128 units)
    {
        Table.Reserve(1);
        var customer = Table.FindOrAdd(-1, batch.Keys[row], batch.Ids[row], batch.Lengths[row]);
        Tuples.Add(batch.Keys[row].Hash, customer, DayAndKind(batch, row), 0, Order(batch, row));
        _details?.Add(customer, batch, row);
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
        for (var p = 0; p < TuplePages.Count; p++)
        {
            var page = Tuples[p];
            for (var c = 0; c < page.Chunks; c++)
            {
                Rescale(page.Chunk(c), factor, most);
            }
        }
    }

    /// <inheritdoc/>
    public void End() { }

    /// <inheritdoc/>
    public void Settle() { }

    /// <summary>Gives the memory of the rows back once they are folded.</summary>
    public void DropRows() => _arena.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        Table.Dispose();
        DropRows();
        _details?.Dispose();
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
}
