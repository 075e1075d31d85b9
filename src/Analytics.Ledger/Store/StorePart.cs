using System.Runtime.CompilerServices;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store;

/// <summary>Takes the rows of one part of an import, in their order, and writes a segment whenever enough of them are there.</summary>
internal sealed unsafe class StorePart : IPurchasePart<StoreSink>
{
    /// <summary>Most rows of a segment.</summary>
    public const int MostRows = 1 << 20;

    private readonly StoreWriter? _writer;
    private readonly int _mostRows;
    private readonly List<WrittenSegment> _segments = [];
    private readonly TextColumnBuffer _customers = new();
    private readonly TextColumnBuffer? _orders;
    private readonly TextColumnBuffer? _keys;
    private readonly TextColumnBuffer? _versions;
    private int[] _days = new int[PurchaseBatch.Size];
    private long[] _units = new long[PurchaseBatch.Size];
    private bool[] _isReturn = new bool[PurchaseBatch.Size];
    private Dictionary<int, Int128> _wide = [];
    private int _count;
    private int _scale;

    /// <summary>An empty part.</summary>
    /// <param name="writer">Takes the segments; null counts and writes nothing.</param>
    /// <param name="hasOrders">True where orders are named.</param>
    /// <param name="hasKey">True where a business key is mapped.</param>
    /// <param name="mostRows">Most rows of a segment.</param>
    public StorePart(StoreWriter? writer, bool hasOrders, bool hasKey, int mostRows)
    {
        (_writer, _mostRows) = (writer, mostRows);
        _orders = hasOrders ? new TextColumnBuffer() : null;
        _keys = hasKey ? new TextColumnBuffer() : null;
        _versions = hasKey ? new TextColumnBuffer() : null;
    }

    /// <inheritdoc/>
    public StoreSink Sink => new(this);

    /// <summary>Adds a batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(PurchaseBatch batch)
    {
        Reserve(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            AddTexts(batch, i);
            var at = _count++;
            _days[at] = batch.Days[i] - SegmentColumns.Epoch;
            _units[at] = batch.Units[i];
            _isReturn[at] = batch.IsReturn[i];
        }
    }

    /// <summary>Adds one row whose amount does not fit 64 bits.</summary>
    public void TakeWide(PurchaseBatch batch, int row, Int128 units)
    {
        Reserve(1);
        AddTexts(batch, row);
        var at = _count++;
        _days[at] = batch.Days[row] - SegmentColumns.Epoch;
        _units[at] = 0;
        _isReturn[at] = batch.IsReturn[row];
        _wide[at] = units;
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

    /// <summary>Writes the rows that are left.</summary>
    public void Flush()
    {
        if (_count == 0)
        {
            return;
        }

        if (_writer is not null)
        {
            var columns = new SegmentColumns
            {
                Rows = _count,
                Customers = _customers.Texts,
                Orders = _orders?.Texts ?? [],
                Keys = _keys?.Texts ?? [],
                Versions = _versions?.Texts ?? [],
                Days = _days,
                Units = _units,
                IsReturn = _isReturn,
                Wide = _wide,
            };
            var days = _days.AsSpan(0, _count);
            var (first, last) = (int.MaxValue, int.MinValue);
            foreach (var day in days)
            {
                (first, last) = (Math.Min(first, day), Math.Max(last, day));
            }

            _segments.Add(
                new WrittenSegment(
                    _writer.Write(columns.ToBytes(), _count),
                    _count,
                    _scale,
                    first + SegmentColumns.Epoch,
                    last + SegmentColumns.Epoch
                )
            );
        }

        _count = 0;
        _wide = [];
        _customers.Clear();
        _orders?.Clear();
        _keys?.Clear();
        _versions?.Clear();
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddTexts(PurchaseBatch batch, int i)
    {
        _customers.Add(batch.Ids[i], batch.Lengths[i]);
        _orders?.Add(batch.OrderIds[i], batch.OrderLengths[i]);
        if (_keys is not null)
        {
            VersionOrder.Require(
                new ReadOnlySpan<byte>(batch.Versions[i], batch.VersionLengths[i])
            );
        }

        _keys?.Add(batch.KeyIds[i], batch.KeyLengths[i]);
        _versions?.Add(batch.Versions[i], batch.VersionLengths[i]);
    }

    private void Reserve(int more)
    {
        if (_count + more > _mostRows)
        {
            Flush();
        }

        if (_count + more > _days.Length)
        {
            var length = Math.Min(Math.Max(_mostRows, PurchaseBatch.Size), _days.Length * 2);
            Array.Resize(ref _days, length);
            Array.Resize(ref _units, length);
            Array.Resize(ref _isReturn, length);
        }
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
