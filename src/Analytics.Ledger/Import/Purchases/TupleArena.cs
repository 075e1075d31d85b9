namespace Analytics.Ledger.Import.Purchases;

/// <summary>Memory for tuples in equal chunks, cut from large blocks outside the garbage collector. Used by one thread at a time.</summary>
internal sealed unsafe class TupleArena : IDisposable
{
    /// <summary>Tuples of a chunk.</summary>
    public const int ChunkTuples = 128;

    // a whole number of large pages
    private const int BlockChunks = 1 << 11;
    private readonly List<NativeBuffer> _blocks = [];
    private readonly Stack<nint> _free = new();
    private int _next = BlockChunks;

    /// <summary>A chunk; its content is undefined.</summary>
    public PurchaseTuple* Rent()
    {
        lock (_free)
        {
            if (_free.TryPop(out var free))
            {
                return (PurchaseTuple*)free;
            }

            if (_next == BlockChunks)
            {
                _blocks.Add(
                    new NativeBuffer(
                        (long)BlockChunks * ChunkTuples * sizeof(PurchaseTuple),
                        isCleared: false
                    )
                );
                _next = 0;
            }

            return (PurchaseTuple*)_blocks[^1].Pointer + ((long)_next++ * ChunkTuples);
        }
    }

    /// <summary>Takes a chunk back.</summary>
    public void Return(PurchaseTuple* chunk)
    {
        lock (_free)
        {
            _free.Push((nint)chunk);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var block in _blocks)
        {
            block.Dispose();
        }

        _blocks.Clear();
    }
}
