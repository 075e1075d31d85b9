using System.Runtime.CompilerServices;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store;

/// <summary>Hands the rows of segments to a part under the policies of the reading.</summary>
internal sealed unsafe class SegmentRows
{
    private const int WindowBytes = 1 << 17;
    private readonly AnyOrderPart _part;
    private readonly PurchasePolicies _policies;
    private readonly OrderCodes _orders;
    private readonly bool _hasOrders;
    private readonly int[] _details;
    private readonly int _segment;
    private readonly PurchaseBatch _batch = new();
    private byte[] _window = NewWindow(WindowBytes);
    private int _used;

    /// <summary>Prepares the reading of a segment.</summary>
    /// <param name="part">Takes the rows.</param>
    /// <param name="prefixes">Prefixes of order ids, shared by all.</param>
    /// <param name="policies">The policies.</param>
    /// <param name="hasOrders">True where orders are named.</param>
    /// <param name="details">Per role of <see cref="DetailRoles"/> whether the part takes it.</param>
    /// <param name="segment">The segment's number, for rows that name no order.</param>
    public SegmentRows(
        AnyOrderPart part,
        OrderCodes.PrefixList prefixes,
        PurchasePolicies policies,
        bool hasOrders,
        bool[] details,
        int segment
    )
    {
        (_part, _policies, _hasOrders, _segment) = (part, policies, hasOrders, segment);
        _orders = new OrderCodes(prefixes);
        _details = [.. Enumerable.Range(0, details.Length).Where(role => details[role])];
    }

    /// <summary>Reads rows of one load.</summary>
    /// <param name="columns">The segment.</param>
    /// <param name="isOld">True per row that a newer one replaces; empty where none is.</param>
    /// <param name="first">First row.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="finer">Decimals that are missing to the common scale.</param>
    /// <param name="tallies">Takes the account of the rows, in the common scale.</param>
    public void Read(
        SegmentColumns columns,
        bool[] isOld,
        int first,
        int count,
        int finer,
        DayTallies tallies
    )
    {
        var factor = PowersOfTen.Factor(finer);
        var most = long.MaxValue / factor;
        for (var row = first; row < first + count; row++)
        {
            var day = columns.Days[row] + SegmentColumns.Epoch;
            var isReturn = columns.IsReturn[row];
            var id = columns.Customers[row].Span;
            var narrow = columns.Units[row];
            var isWide = columns.Wide.Count > 0 && columns.Wide.ContainsKey(row) || narrow > most;
            var units = isWide ? checked(columns.UnitsOf(row) * factor) : (Int128)(narrow * factor);
            var signed = isReturn ? -units : units;
            if (isOld.Length > 0 && isOld[row])
            {
                tallies.Replace(signed);
                continue;
            }

            var exclusion = _policies.ExclusionOf(day, id.Length, signed, isReturn);
            tallies.Add(day, exclusion, isReturn, signed);
            if (exclusion is not null)
            {
                continue;
            }

            Add(columns, row, id, day, units, isReturn);
        }

        Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(
        SegmentColumns columns,
        int row,
        ReadOnlySpan<byte> id,
        int day,
        Int128 units,
        bool isReturn
    )
    {
        var length = id.Length;
        foreach (var role in _details)
        {
            length += columns.Details[role][row].Length;
        }

        if (_used + length > _window.Length - IdKey.InlineBytes)
        {
            MakeRoom(length);
        }

        var text = Keep(id);
        var i = _batch.Count;
        foreach (var role in _details)
        {
            var detail = columns.Details[role][row].Span;
            _batch.Details[role][i] = Keep(detail);
            _batch.DetailLengths[role][i] = detail.Length;
        }

        _batch.Keys[i] = new IdKey(text, id.Length);
        _part.Sink.Prefetch(_batch.Keys[i].Hash);
        _batch.Ids[i] = text;
        _batch.Lengths[i] = id.Length;
        _batch.Days[i] = day;
        _batch.IsReturn[i] = isReturn;
        _batch.Orders[i] = isReturn || !_hasOrders ? 0 : OrderCode(columns.Orders[row].Span, row);
        if (units > long.MaxValue)
        {
            _part.TakeWide(_batch, i, units);
            return;
        }

        _batch.Units[i] = (long)units;
        _batch.Count = i + 1;
        if (_batch.Count == PurchaseBatch.Size)
        {
            Flush();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Keep(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_window.AsSpan(_used));
        var kept = (byte*)Unsafe.AsPointer(ref _window[_used]);
        _used += text.Length;
        return kept;
    }

    private void MakeRoom(int length)
    {
        Flush();
        if (length > _window.Length - IdKey.InlineBytes)
        {
            _window = NewWindow(length);
        }
    }

    // keys of ids read beyond short ones
    private static byte[] NewWindow(int bytes) =>
        GC.AllocateArray<byte>(bytes + IdKey.InlineBytes, pinned: true);

    private ulong OrderCode(ReadOnlySpan<byte> order, int row) =>
        order.IsEmpty ? OrderCodes.OfRow(_segment, row) : _orders.Of(order);

    private void Flush()
    {
        if (_batch.Count > 0)
        {
            _part.Take(_batch);
            _batch.Count = 0;
        }

        _used = 0;
    }
}
