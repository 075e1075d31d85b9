using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Store.Columnar;

namespace Analytics.Ledger.Store;

/// <summary>Rows of purchases on their way into a segment; see <see cref="SegmentColumns"/> for the columns.</summary>
/// <param name="hasOrders">True where orders are named.</param>
/// <param name="hasKey">True where a business key is mapped.</param>
/// <param name="details">Per role of <see cref="DetailRoles"/> whether it is told.</param>
internal sealed unsafe class SegmentDraft(bool hasOrders, bool hasKey, bool[] details)
{
    // ids of a length nobody has, so that memory stays flat whatever the rows hold
    private const int MostTextBytes = 1 << 27;
    private readonly TextColumnBuffer _customers = new();
    private readonly TextColumnBuffer? _orders = hasOrders ? new() : null;
    private readonly TextColumnBuffer? _keys = hasKey ? new() : null;
    private readonly TextColumnBuffer? _versions = hasKey ? new() : null;
    private readonly TextColumnBuffer?[] _details = Array.ConvertAll(
        details,
        told => told ? new TextColumnBuffer() : null
    );
    private readonly Dictionary<int, Int128> _wide = [];
    private int[] _days = new int[PurchaseBatch.Size];
    private long[] _units = new long[PurchaseBatch.Size];
    private bool[] _isReturn = new bool[PurchaseBatch.Size];

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>True where the texts take so much memory that the rows should be written.</summary>
    public bool IsLarge =>
        _customers.Size > MostTextBytes
        || _orders?.Size > MostTextBytes
        || _keys?.Size > MostTextBytes
        || _versions?.Size > MostTextBytes
        || _details.Any(d => d?.Size > MostTextBytes);

    /// <summary>The earliest and the latest day, as <see cref="SegmentColumns.Days"/> has them.</summary>
    public (int First, int Last) DayRange
    {
        get
        {
            var (first, last) = (int.MaxValue, int.MinValue);
            foreach (var day in _days.AsSpan(0, Count))
            {
                (first, last) = (Math.Min(first, day), Math.Max(last, day));
            }

            return (first, last);
        }
    }

    /// <summary>Adds the rows of a batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(PurchaseBatch batch)
    {
        var count = batch.Count;
        Reserve(count);
        _customers.Add(batch.Ids, batch.Lengths, count);
        if (_orders is not null)
        {
            _orders.Add(batch.OrderIds, batch.OrderLengths, count);
        }

        if (_keys is not null)
        {
            _keys.Add(batch.KeyIds, batch.KeyLengths, count);
            _versions!.Add(batch.Versions, batch.VersionLengths, count);
        }

        for (var role = 0; role < _details.Length; role++)
        {
            if (_details[role] is { } detail)
            {
                detail.Add(batch.Details[role], batch.DetailLengths[role], count);
            }
        }

        var days = _days.AsSpan(Count, count);
        for (var i = 0; i < days.Length; i++)
        {
            days[i] = batch.Days[i] - SegmentColumns.Epoch;
        }

        batch.Units.AsSpan(0, count).CopyTo(_units.AsSpan(Count));
        batch.IsReturn.AsSpan(0, count).CopyTo(_isReturn.AsSpan(Count));
        Count += count;
    }

    /// <summary>Adds one row whose amount does not fit 64 bits.</summary>
    public void AddWide(PurchaseBatch batch, int row, Int128 units)
    {
        Reserve(1);
        _customers.Add(batch.Ids[row], batch.Lengths[row]);
        _orders?.Add(batch.OrderIds[row], batch.OrderLengths[row]);
        _keys?.Add(batch.KeyIds[row], batch.KeyLengths[row]);
        _versions?.Add(batch.Versions[row], batch.VersionLengths[row]);
        for (var role = 0; role < _details.Length; role++)
        {
            _details[role]?.Add(batch.Details[role][row], batch.DetailLengths[role][row]);
        }

        _days[Count] = batch.Days[row] - SegmentColumns.Epoch;
        _units[Count] = 0;
        _isReturn[Count] = batch.IsReturn[row];
        _wide[Count] = units;
        Count++;
    }

    /// <summary>Writes the rows as one Parquet file.</summary>
    public byte[] ToBytes() =>
        SegmentColumns.ToBytes(
            [_customers, _orders, _keys, _versions, .. _details],
            _days.AsSpan(0, Count),
            _units.AsSpan(0, Count),
            _isReturn.AsSpan(0, Count),
            _wide
        );

    /// <summary>Starts again with no rows; the memory is used again.</summary>
    public void Clear()
    {
        Count = 0;
        _customers.Clear();
        _orders?.Clear();
        _keys?.Clear();
        _versions?.Clear();
        foreach (var detail in _details)
        {
            detail?.Clear();
        }

        _wide.Clear();
    }

    private void Reserve(int more)
    {
        if (Count + more > _days.Length)
        {
            var length = _days.Length * 2;
            Array.Resize(ref _days, length);
            Array.Resize(ref _units, length);
            Array.Resize(ref _isReturn, length);
        }
    }
}

/// <summary>Drafts that parts fill one after the other.</summary>
/// <param name="hasOrders">True where orders are named.</param>
/// <param name="hasKey">True where a business key is mapped.</param>
/// <param name="details">Per role of <see cref="DetailRoles"/> whether it is told.</param>
internal sealed class SegmentDrafts(bool hasOrders, bool hasKey, bool[] details)
{
    private readonly ConcurrentBag<SegmentDraft> _free = [];

    /// <summary>An empty draft.</summary>
    public SegmentDraft Rent() =>
        _free.TryTake(out var draft) ? draft : new SegmentDraft(hasOrders, hasKey, details);

    /// <summary>Takes a draft back; what it holds is dropped.</summary>
    public void Return(SegmentDraft draft)
    {
        draft.Clear();
        _free.Add(draft);
    }
}
