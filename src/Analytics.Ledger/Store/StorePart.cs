using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store;

/// <summary>Takes the rows of one part of an import, in their order, and writes a segment whenever enough of them are there.</summary>
internal sealed unsafe class StorePart : IPurchasePart<StoreSink>
{
    /// <summary>Most rows of a segment.</summary>
    public const int MostRows = 1 << 20;

    /// <summary>Bytes of text that make a part, and so mostly a segment: the same ones whatever the number of threads.</summary>
    public const long TextBytes = 1 << 25;

    private readonly StoreWriter? _writer;
    private readonly SegmentDrafts _drafts;
    private readonly SegmentDraft _draft;
    private readonly bool _hasKey;
    private readonly int _mostRows;
    private readonly List<WrittenSegment> _segments = [];
    private int _scale;

    /// <summary>An empty part.</summary>
    /// <param name="writer">Takes the segments; null counts and writes nothing.</param>
    /// <param name="drafts">Lends the memory of the rows.</param>
    /// <param name="hasKey">True where a business key is mapped.</param>
    /// <param name="mostRows">Most rows of a segment.</param>
    public StorePart(StoreWriter? writer, SegmentDrafts drafts, bool hasKey, int mostRows)
    {
        (_writer, _drafts, _hasKey, _mostRows) = (writer, drafts, hasKey, mostRows);
        _draft = drafts.Rent();
    }

    /// <inheritdoc/>
    public StoreSink Sink => new(this);

    /// <summary>Adds a batch.</summary>
    public void Take(PurchaseBatch batch)
    {
        FlushBefore(batch.Count);
        for (var i = 0; _hasKey && i < batch.Count; i++)
        {
            RequireVersion(batch, i);
        }

        _draft.Add(batch);
    }

    /// <summary>Adds one row whose amount does not fit 64 bits.</summary>
    public void TakeWide(PurchaseBatch batch, int row, Int128 units)
    {
        FlushBefore(1);
        if (_hasKey)
        {
            RequireVersion(batch, row);
        }

        _draft.AddWide(batch, row, units);
    }

    /// <inheritdoc/>
    /// <remarks>Rows keep the decimals they were read with: those so far become a segment of their own.</remarks>
    public void Rescale(long factor)
    {
        if (factor > 1)
        {
            Flush();
        }

        for (; factor > 1; factor /= 10)
        {
            _scale++;
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        Flush();
        _drafts.Return(_draft);
    }

    /// <summary>Hands the segments over to whoever commits them.</summary>
    public IReadOnlyList<WrittenSegment> Release()
    {
        var released = _segments.ToList();
        _segments.Clear();
        return released;
    }

    /// <inheritdoc/>
    public void Settle() { }

    /// <summary>Removes the segments that were not released: those of a part that has to be read again.</summary>
    public void Dispose()
    {
        foreach (var segment in _segments)
        {
            _writer!.Forget(segment.File);
        }

        _segments.Clear();
    }

    private static void RequireVersion(PurchaseBatch batch, int row) =>
        VersionOrder.Require(
            new ReadOnlySpan<byte>(batch.Versions[row], batch.VersionLengths[row])
        );

    private void FlushBefore(int more)
    {
        if (_draft.Count + more > _mostRows || _draft.IsLarge)
        {
            Flush();
        }
    }

    private void Flush()
    {
        if (_draft.Count == 0)
        {
            return;
        }

        if (_writer is not null)
        {
            var (first, last) = _draft.DayRange;
            _segments.Add(
                new WrittenSegment(
                    _writer.Write(_draft.ToBytes(), _draft.Count),
                    _draft.Count,
                    _scale,
                    first + SegmentColumns.Epoch,
                    last + SegmentColumns.Epoch
                )
            );
        }

        _draft.Clear();
    }
}

/// <summary>Keeps rows for a store.</summary>
internal readonly struct StoreSink(StorePart part) : IPurchaseSink
{
    /// <inheritdoc/>
    public void Prefetch(ulong hash) { }

    /// <inheritdoc/>
    public void Take(PurchaseBatch batch, int lastPurchaseDay) => part.Take(batch);

    /// <inheritdoc/>
    public void TakeWide(PurchaseBatch batch, int row, Int128 units) =>
        part.TakeWide(batch, row, units);

    /// <inheritdoc/>
    public void Rescale(long factor) => part.Rescale(factor);
}

/// <summary>A segment that is written and has no name yet.</summary>
/// <param name="File">The file.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Scale">Decimals of its amounts.</param>
/// <param name="FirstDay">Earliest day.</param>
/// <param name="LastDay">Latest day.</param>
internal sealed record WrittenSegment(
    PendingFile File,
    int Rows,
    int Scale,
    int FirstDay,
    int LastDay
);
