using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>The customers of one contiguous part of the rows.</summary>
internal sealed unsafe class OrderedPart(bool hasOrders, ulong firstRowOrder)
    : IPurchasePart<OrderedSink>
{
    private readonly int[] _guesses = new int[PurchaseBatch.Size];
    private readonly List<(int Customer, int Day, long Units)> _lateReturns = [];
    private ulong _rowOrder = firstRowOrder;

    /// <summary>Customers and what is added up for them.</summary>
    public CustomerTable<SummaryState> Table { get; } = new();

    /// <inheritdoc/>
    public OrderedSink Sink => new(this);

    /// <summary>Adds a batch.</summary>
    /// <exception cref="OrderLostException">A row is out of order.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(PurchaseBatch batch, int lastPurchaseDay)
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
            ref var state = ref Table.State(customer);
            if (batch.IsReturn[i])
            {
                if (batch.Days[i] > lastPurchaseDay)
                {
                    _lateReturns.Add((customer, batch.Days[i], batch.Units[i]));
                }
                else if (!state.TryAddReturn(batch.Units[i]))
                {
                    throw new OrderLostException();
                }

                continue;
            }

            // without order ids every purchase row is an order of its own
            var order = hasOrders ? batch.Orders[i] : ++_rowOrder;
            if (!state.TryAddPurchase(batch.Days[i], batch.Units[i], order))
            {
                throw new OrderLostException();
            }
        }
    }

    /// <summary>Adds the waiting returns up to the as-of day.</summary>
    public void SettleAsOf(int asOfDay)
    {
        foreach (var (customer, day, units) in _lateReturns)
        {
            if (day <= asOfDay && !Table.State(customer).TryAddReturn(units))
            {
                throw new OrderLostException();
            }
        }

        _lateReturns.Clear();
    }

    /// <summary>Appends the customers of a later part.</summary>
    public void Append(OrderedPart later)
    {
        const int Block = PurchaseBatch.Size;
        var scratch = GC.AllocateArray<byte>(ushort.MaxValue + IdKey.InlineBytes, pinned: true);
        var text = (byte*)Unsafe.AsPointer(ref scratch[0]);
        var keys = new IdKey[Block];
        var other = later.Table;
        for (var from = 0; from < other.Count; from += Block)
        {
            var count = Math.Min(Block, other.Count - from);
            Table.Reserve(count);
            for (var i = 0; i < count; i++)
            {
                keys[i] = KeyOf(other.Id(from + i), scratch, text);
                Table.PrefetchSlot(keys[i].Hash);
            }

            for (var i = 0; i < count; i++)
            {
                _guesses[i] = Table.Guess(keys[i].Hash);
            }

            for (var i = 0; i < count; i++)
            {
                var id = other.Id(from + i);
                id.CopyTo(scratch);
                var customer = Table.FindOrAdd(_guesses[i], keys[i], text, id.Length);
                if (!Table.State(customer).TryAppend(other.State(from + i)))
                {
                    throw new OrderLostException();
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Rescale(long factor)
    {
        if (factor == 1)
        {
            return;
        }

        for (var i = 0; i < Table.Count; i++)
        {
            if (!Table.State(i).TryScale(factor))
            {
                throw new OrderLostException();
            }
        }

        for (var i = 0; i < _lateReturns.Count; i++)
        {
            var (customer, day, units) = _lateReturns[i];
            _lateReturns[i] =
                units <= long.MaxValue / factor
                    ? (customer, day, units * factor)
                    : throw new OrderLostException();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Table.Dispose();

    /// <summary>The key of an id that stands in managed memory.</summary>
    internal static IdKey KeyOf(ReadOnlySpan<byte> id, byte[] scratch, byte* text)
    {
        id.CopyTo(scratch);
        return new IdKey(text, id.Length);
    }
}
