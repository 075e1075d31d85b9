using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>A growing list of tuples in chunks of an arena: the rows of one partition of the customers.</summary>
internal sealed unsafe class TuplePage(TupleArena arena)
{
    private PurchaseTuple*[] _chunks = new PurchaseTuple*[4];
    private int _chunkCount;
    private int _used = TupleArena.ChunkTuples;

    /// <summary>Number of tuples.</summary>
    public int Count => _chunkCount == 0 ? 0 : ((_chunkCount - 1) * TupleArena.ChunkTuples) + _used;

    /// <summary>Number of chunks.</summary>
    public int Chunks => _chunkCount;

    /// <summary>The tuples of a chunk.</summary>
    public Span<PurchaseTuple> Chunk(int chunk) =>
        new(_chunks[chunk], chunk == _chunkCount - 1 ? _used : TupleArena.ChunkTuples);

    /// <summary>
    /// Adds a tuple; one of the same customer, day, kind and order as the last one is joined with it, because the rows of an order mostly stand
    /// together.
    /// </summary>
    /// <returns>The tuples added: 1 or 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(int customer, int dayAndKind, long units, ulong order, bool hasOrders)
    {
        var last = _chunkCount == 0 ? null : _chunks[_chunkCount - 1] + _used - 1;
        if (
            last != null
            && last->Customer == customer
            && last->DayAndKind == dayAndKind
            && (!hasOrders || last->Order == order)
            && last->Units <= long.MaxValue - units
        )
        {
            last->Units += units;
            last->Order += hasOrders || last->IsReturn ? 0 : order;
            return 0;
        }

        if (_used == TupleArena.ChunkTuples)
        {
            Extend();
        }

        var item = _chunks[_chunkCount - 1] + _used++;
        item->Customer = customer;
        item->DayAndKind = dayAndKind;
        item->Units = units;
        item->Order = order;
        return 1;
    }

    /// <summary>Joins equal tuples.</summary>
    /// <param name="hasOrders">As for <see cref="TupleOrder.Combine"/>.</param>
    public void Compact(bool hasOrders)
    {
        var all = ToArray();
        var kept = TupleOrder.Combine(all, hasOrders);
        Clear();
        foreach (ref readonly var tuple in all.AsSpan(0, kept))
        {
            Add(tuple.Customer, tuple.DayAndKind, tuple.Units, tuple.Order, hasOrders);
        }
    }

    /// <summary>A copy of the tuples.</summary>
    public PurchaseTuple[] ToArray()
    {
        var all = new PurchaseTuple[Count];
        for (var c = 0; c < _chunkCount; c++)
        {
            Chunk(c).CopyTo(all.AsSpan(c * TupleArena.ChunkTuples));
        }

        return all;
    }

    /// <summary>Gives the chunks back to the arena.</summary>
    public void Clear()
    {
        for (var c = 0; c < _chunkCount; c++)
        {
            arena.Return(_chunks[c]);
        }

        _chunkCount = 0;
        _used = TupleArena.ChunkTuples;
    }

    private void Extend()
    {
        if (_chunkCount == _chunks.Length)
        {
            var wider = new PurchaseTuple*[_chunkCount * 2];
            for (var c = 0; c < _chunkCount; c++)
            {
                wider[c] = _chunks[c];
            }

            _chunks = wider;
        }

        _chunks[_chunkCount++] = arena.Rent();
        _used = 0;
    }
}
