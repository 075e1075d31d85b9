using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Adds date-ordered rows up per customer, one part behind the other, while other threads read the parts to come: memory grows with customers
/// only. Returns later than every purchase so far wait until the as-of day is known.
/// </summary>
internal sealed unsafe class OrderedFold(bool hasOrders) : ISummaryStates, IDisposable
{
    // rows whose customers are fetched into the cache before their turn
    private const int Ahead = 128;
    private readonly int[] _guesses = new int[Ahead];
    private readonly List<LateReturn> _late = [];
    private readonly Stack<OrderedRows> _free = new();
    private long[] _refunds = [];
    private int _scale;
    private ulong _rowOrder;

    /// <summary>Customers and what is added up for them.</summary>
    public CustomerTable<OrderedState> Table { get; } = new();

    /// <inheritdoc/>
    public bool IsEmpty(int customer) => Table.State(customer).IsEmpty;

    /// <inheritdoc/>
    public void Prefetch(int customer)
    {
        Table.PrefetchState(customer);
        if (customer < _refunds.Length)
        {
            CacheLine.Prefetch(ref _refunds[customer]);
        }
    }

    /// <inheritdoc/>
    public SummaryState Of(int customer) =>
        Table.State(customer).With(customer < _refunds.Length ? _refunds[customer] : 0);

    /// <summary>Room for the rows of a part.</summary>
    public OrderedRows RentRows()
    {
        lock (_free)
        {
            return _free.TryPop(out var rows) ? rows : new OrderedRows();
        }
    }

    /// <summary>Takes the room of a part back.</summary>
    public void ReturnRows(OrderedRows rows)
    {
        rows.Clear();
        lock (_free)
        {
            _free.Push(rows);
        }
    }

    /// <summary>Adds the next rows of the text and forgets them.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="scale">Decimals of their money.</param>
    /// <exception cref="OrderLostException">A row is out of order, or money leaves 64 bits.</exception>
    public void Add(OrderedRows rows, int scale)
    {
        if (scale > _scale)
        {
            Rescale(PowersOfTen.Factor(scale - _scale));
            _scale = scale;
        }
        else if (scale < _scale && !rows.TryScale(PowersOfTen.Factor(_scale - scale)))
        {
            throw new OrderLostException();
        }

        var items = rows.Items.AsSpan(0, rows.Count);
        fixed (byte* texts = rows.Texts)
        {
            Fold(items, texts);
        }

        rows.Clear();
    }

    /// <summary>Adds the waiting returns up to the as-of day.</summary>
    /// <exception cref="OrderLostException">A sum leaves 64 bits.</exception>
    public void SettleAsOf(int asOfDay)
    {
        foreach (var late in _late)
        {
            if (late.Day <= asOfDay && !TryAddReturn(late.Customer, late.Units))
            {
                throw new OrderLostException();
            }
        }

        _late.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Table.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fold(ReadOnlySpan<OrderedRow> rows, byte* texts)
    {
        Prefetch(rows, 0);
        for (var from = 0; from < rows.Length; from += Ahead)
        {
            var block = rows.Slice(from, Math.Min(Ahead, rows.Length - from));
            Table.Reserve(block.Length);
            for (var i = 0; i < block.Length; i++)
            {
                _guesses[i] = Table.Guess(block[i].Key.Hash);
            }

            Prefetch(rows, from + Ahead);
            for (var i = 0; i < block.Length; i++)
            {
                ref readonly var row = ref block[i];
                var customer = Table.FindOrAdd(
                    _guesses[i],
                    row.Key,
                    texts + row.IdStart,
                    row.IdLength
                );
                if (!TryAdd(customer, row))
                {
                    throw new OrderLostException();
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(ReadOnlySpan<OrderedRow> rows, int from)
    {
        var end = Math.Min(rows.Length, from + Ahead);
        for (var i = from; i < end; i++)
        {
            Table.PrefetchSlot(rows[i].Key.Hash);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAdd(int customer, in OrderedRow row)
    {
        if (row.Kind == OrderedKind.Purchase)
        {
            // without order ids every purchase row is an order of its own
            return Table
                .State(customer)
                .TryAddPurchase(row.Day, row.Units, hasOrders ? row.Order : ++_rowOrder);
        }

        if (row.Kind == OrderedKind.Return)
        {
            return TryAddReturn(customer, row.Units);
        }

        _late.Add(new LateReturn(customer, row.Day, row.Units));
        return true;
    }

    /// <summary>Adds a return; false where the sum leaves 64 bits.</summary>
    private bool TryAddReturn(int customer, long units)
    {
        if (customer >= _refunds.Length)
        {
            Array.Resize(ref _refunds, Math.Max(customer + 1, 2 * _refunds.Length));
        }

        Table.State(customer).NoteReturn();
        var sum = _refunds[customer] + units;
        _refunds[customer] = sum;
        return sum >= units;
    }

    private void Rescale(long factor)
    {
        foreach (ref var refunds in _refunds.AsSpan())
        {
            if (refunds > long.MaxValue / factor)
            {
                throw new OrderLostException();
            }

            refunds *= factor;
        }

        for (var i = 0; i < Table.Count; i++)
        {
            if (!Table.State(i).TryScale(factor))
            {
                throw new OrderLostException();
            }
        }

        for (var i = 0; i < _late.Count; i++)
        {
            _late[i] =
                _late[i].Units <= long.MaxValue / factor
                    ? _late[i] with
                    {
                        Units = _late[i].Units * factor,
                    }
                    : throw new OrderLostException();
        }
    }

    private readonly record struct LateReturn(int Customer, int Day, long Units);
}
