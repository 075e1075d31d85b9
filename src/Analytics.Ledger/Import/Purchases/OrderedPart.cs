using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>The customers of one contiguous part of the rows.</summary>
internal sealed unsafe class OrderedPart(bool hasOrders, ulong firstRowOrder)
    : IPurchasePart<OrderedSink>
{
    // customers whose states are fetched before their turn
    private const int Ahead = 16;
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
    /// <exception cref="OrderLostException">A customer's rows there begin before they end here.</exception>
    public void Append(OrderedPart later, int threads)
    {
        var map = Table.Join(later.Table, threads);
        var isLost = false;
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            block =>
            {
                // each customer of the later part is another customer here: the blocks touch different states
                var end = (int)((long)map.Length * (block + 1) / threads);
                if (!TryAppend(later, map, (int)((long)map.Length * block / threads), end))
                {
                    isLost = true;
                }
            }
        );
        if (isLost)
        {
            throw new OrderLostException();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryAppend(OrderedPart later, int[] map, int first, int end)
    {
        var all = true;
        for (var i = first; i < end; i++)
        {
            if (i + Ahead < end)
            {
                Table.PrefetchState(map[i + Ahead]);
            }

            all &= Table.State(map[i]).TryAppend(later.Table.State(i));
        }

        return all;
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
}
