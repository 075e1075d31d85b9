using System.Runtime.CompilerServices;
using System.Text;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Turns the records of one part into accepted purchases and returns, exclusions and rejects.</summary>
/// <typeparam name="TSink">The sink; a struct, so that the calls are compiled into the loop.</typeparam>
internal sealed unsafe class PurchaseParser<TSink> : IDisposable
    where TSink : struct, IPurchaseSink
{
    private const int NoDay = -1;

    // a batch of such amounts adds up within 64 bits
    private const long MostPlainUnits = long.MaxValue / PurchaseBatch.Size / 2;
    private readonly PurchaseLayout _layout;
    private readonly PurchasePolicies _policies;
    private readonly OrderCodes _orders;
    private readonly EscapedFields _escaped;
    private readonly AmountReader _amounts;
    private readonly DateReader _dates;
    private readonly PurchaseBatch _batch = new();
    private readonly SeenLines? _seen;
    private TSink _sink;
    private readonly PlainRows? _plain;
    private readonly bool[] _isKept = new bool[RowBlock.Size];
    private readonly bool _keepsMore;
    private RowBlock? _block;
    private int _settled;
    private int _reached;
    private int _lastPurchaseDay = NoDay;
    private int _lastAddedDay = NoDay;

    /// <summary>Prepares a part.</summary>
    public PurchaseParser(
        TableShape shape,
        PurchaseLayout layout,
        PurchasePolicies policies,
        OrderCodes.PrefixList prefixes,
        TSink sink
    )
    {
        _layout = layout;
        _policies = policies;
        _orders = new OrderCodes(prefixes);
        _escaped = new EscapedFields(shape, layout.Columns);
        _amounts = new AmountReader(layout);
        _dates = new DateReader(layout.DateFormat);
        _sink = sink;
        var mayBePlain =
            layout is { Kind: < 0, Key: < 0 } && policies.Duplicates == DuplicatePolicy.Keep;
        _plain = mayBePlain
            ? new PlainRows(
                layout,
                _orders,
                _dates,
                policies.AsOfDay,
                policies.KeepsExcluded || policies.Returns != ReturnsPolicy.Ignore
            )
            : null;
        _keepsMore = layout.Key >= 0 || Array.Exists(layout.Details, slot => slot >= 0);
        _seen = policies.Duplicates == DuplicatePolicy.Drop ? new SeenLines() : null;
        Lines = policies.CountIdenticalLines ? new LineHashes() : null;
    }

    /// <summary>Number of the segment being read.</summary>
    public int Segment { get; init; }

    /// <summary>Number of the file it belongs to.</summary>
    public int File { get; init; }

    /// <summary>True once it is known that 1970-01-01 is a real day of this data.</summary>
    public bool AcceptsEpoch { get; init; }

    /// <summary>Where the rows went.</summary>
    public PurchaseCounts Counts { get; } = new();

    /// <summary>Refused rows.</summary>
    public RejectLog Rejects { get; } = new();

    /// <summary>True where a row was refused for the date 1970-01-01.</summary>
    public bool HasEpoch { get; private set; }

    /// <summary>Days with accepted purchases.</summary>
    public DaySet PurchaseDays { get; } = new();

    /// <summary>True where a day of 1970 other than the first occurs.</summary>
    public bool HasOther1970 { get; private set; }

    /// <summary>Currencies seen, where the role is mapped.</summary>
    public List<string> Currencies { get; } = [];

    /// <summary>Hashes of the accepted lines, where identical ones are counted.</summary>
    public LineHashes? Lines { get; }

    /// <summary>Takes a record of the right shape.</summary>
    public void Row(in RowView row)
    {
        if (TryRead(row))
        {
            _sink.Prefetch(_batch.Keys[_batch.Count++].Hash);
            if (_batch.Count == PurchaseBatch.Size)
            {
                Flush();
            }
        }

        if (row.IsEscaped)
        {
            // the text of its fields is about to be used again
            Flush();
        }
    }

    /// <summary>Takes several such records.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rows(RowBlock block)
    {
        Flush();
        (_block, _settled) = (block, 0);
        if (_plain is not null)
        {
            _plain.Read(block, _batch);
        }

        for (var i = 0; i < block.Count; i++)
        {
            _reached = i;
            if (_plain is null || !_plain.IsPlain[i])
            {
                _isKept[i] = TryRead(block.View(i));
            }
            else if (_plain.Scales[i] > Counts.Scale)
            {
                Rescale(_plain.Scales[i]);
            }
        }

        Settle(block.Count);
        _block = null;
    }

    /// <summary>Hands rows of the block to the sink, up to one that is still to be read: their money has the part's scale.</summary>
    private void Settle(int end)
    {
        var (first, kept) = (_settled, 0);
        _settled = end;
        long units = 0;
        long rows = 0;
        var isPlain = _plain?.IsPlain;
        for (var i = first; i < end; i++)
        {
            if (isPlain is not null && isPlain[i])
            {
                if (
                    TryScale(ref _batch.Units[i], Counts.Scale - _plain!.Scales[i])
                    && TryTakePlain(i)
                )
                {
                    units += _batch.IsReturn[i] ? -_batch.Units[i] : _batch.Units[i];
                    rows++;
                }
                else
                {
                    _reached = i;
                    if (!TryRead(_block!.View(i)))
                    {
                        continue;
                    }
                }
            }
            else if (!_isKept[i])
            {
                continue;
            }

            _sink.Prefetch(_batch.Keys[i].Hash);
            if (kept != i)
            {
                _batch.Move(i, kept);
            }

            kept++;
        }

        Counts.AcceptMany(rows, units);
        _batch.Count = kept;
        Flush();
    }

    /// <summary>Accepts a plain row; false for a return later than all purchases so far, which may be later than the as-of day.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakePlain(int i)
    {
        var day = _batch.Days[i];
        if (_batch.IsReturn[i])
        {
            if (day > _lastPurchaseDay)
            {
                return false;
            }

            _batch.Orders[i] = 0;
        }
        else if (day != _lastAddedDay)
        {
            NoteDay(day);
        }

        Lines?.Add(_block!.Record(i));
        return true;
    }

    /// <summary>Expresses an amount with more decimals; false where it is not surely within the bounds of a batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryScale(ref long units, int finer)
    {
        if (finer == 0)
        {
            return units <= MostPlainUnits;
        }

        if (finer is < 0 or > 9 || units > MostPlainUnits / 1_000_000_000)
        {
            return false;
        }

        for (; finer > 0; finer--)
        {
            units *= 10;
        }

        return true;
    }

    private void NoteDay(int day)
    {
        _lastPurchaseDay = Math.Max(_lastPurchaseDay, day);
        _lastAddedDay = day;
        PurchaseDays.Add(day);
    }

    /// <summary>Reads a record in any written form into its place in the batch; false where it is refused, excluded or handed over otherwise.</summary>
    private bool TryRead(in RowView row)
    {
        var view = row;
        if (
            row.IsEscaped && _escaped.Replace(ref view) is var escapeFault and not RowFaultKind.None
        )
        {
            Fault(row, escapeFault, -1);
            return false;
        }

        var fault = _amounts.Read(
            view,
            out var units,
            out var scale,
            out var isReturn,
            out var faultSlot
        );
        Int128? known = null;
        if (fault == RowFaultKind.None)
        {
            if (scale > Counts.Scale)
            {
                Rescale(scale);
            }

            units *= PowersOfTen.Of(Counts.Scale - scale);
            if (isReturn && units > 0)
            {
                units = -units;
            }

            known = units;
        }

        var idLength = view.Ends[_layout.Customer] - view.Starts[_layout.Customer];
        var id = view.Text + view.Starts[_layout.Customer];
        if (idLength > ushort.MaxValue || MangledId.IsMangled(new ReadOnlySpan<byte>(id, idLength)))
        {
            Reject(
                view,
                idLength > ushort.MaxValue ? RowFaultKind.IdTooLong : RowFaultKind.ExcelMangledId,
                _layout.Customer,
                known
            );
            return false;
        }

        if (_layout.Order >= 0 && MangledId.IsMangled(view.Field(_layout.Order)))
        {
            Reject(view, RowFaultKind.ExcelMangledId, _layout.Order, known);
            return false;
        }

        var dateFault = _dates.Read(
            view.Text + view.Starts[_layout.Date],
            view.Ends[_layout.Date] - view.Starts[_layout.Date],
            out var day
        );
        if (dateFault != RowFaultKind.None)
        {
            Reject(view, dateFault, _layout.Date, known);
            return false;
        }

        if (fault != RowFaultKind.None)
        {
            Reject(view, fault, faultSlot, null);
            return false;
        }

        if (day is >= SentinelDays.Year1970 and < SentinelDays.Year1971)
        {
            if (day == SentinelDays.Year1970 && !AcceptsEpoch)
            {
                HasEpoch = true;
                Reject(view, RowFaultKind.SentinelDate, _layout.Date, known);
                return false;
            }

            HasOther1970 |= day != SentinelDays.Year1970;
        }
        else if (SentinelDays.IsSentinel(day))
        {
            Reject(view, RowFaultKind.SentinelDate, _layout.Date, known);
            return false;
        }

        if (idLength == 0 && _policies.MissingCustomer == MissingCustomerPolicy.Reject)
        {
            Reject(view, RowFaultKind.MissingCustomer, _layout.Customer, known);
            return false;
        }

        if (_layout.Currency >= 0)
        {
            NoteCurrency(view.Field(_layout.Currency));
        }

        Lines?.Add(view.Record);
        if (_seen is not null && !_seen.IsNew(view.Record))
        {
            Counts.Duplicate(units);
            return false;
        }

        if (_policies.ExclusionOf(day, idLength, units, isReturn) is { } exclusion)
        {
            Counts.Exclude(exclusion, day, units, day > _lastPurchaseDay);
            if (!_policies.KeepsExcluded)
            {
                return false;
            }
        }
        else
        {
            Accept(day, units, isReturn);
        }

        return Append(view, id, idLength, day, units, isReturn);
    }

    /// <summary>Takes a record that is refused for its shape.</summary>
    public void Fault(in RowView row, RowFaultKind kind, int column)
    {
        Counts.Reject(kind, null);
        Rejects.Add(Segment, row.Line, row.Offset, column, kind, row.Record);
    }

    /// <summary>Hands the batch to the sink.</summary>
    public void Flush()
    {
        if (_batch.Count > 0)
        {
            _sink.Take(_batch, _lastPurchaseDay);
            _batch.Count = 0;
        }
    }

    /// <summary>Expresses all money of the part with more decimals.</summary>
    public void Rescale(int scale)
    {
        if (_block is null)
        {
            Flush();
        }
        else
        {
            var reached = _reached;
            Settle(reached);
            _reached = reached;
        }

        _sink.Rescale(PowersOfTen.Factor(scale - Counts.Scale));
        Counts.Rescale(scale);
    }

    /// <inheritdoc/>
    public void Dispose() => Rejects.Dispose();

    private void Accept(int day, Int128 units, bool isReturn)
    {
        if (isReturn && day > _lastPurchaseDay)
        {
            Counts.AcceptLate(day, units);
            return;
        }

        Counts.Accept(units);
        if (!isReturn && day != _lastAddedDay)
        {
            NoteDay(day);
        }
    }

    private bool Append(
        in RowView view,
        byte* id,
        int idLength,
        int day,
        Int128 units,
        bool isReturn
    )
    {
        var i = _block is null ? _batch.Count : _reached;
        _batch.Keys[i] = new IdKey(id, idLength);
        _batch.Ids[i] = id;
        _batch.Lengths[i] = idLength;
        _batch.Days[i] = day;
        _batch.IsReturn[i] = isReturn;
        _batch.Orders[i] = isReturn ? 0 : OrderCode(view);
        if (_layout.Order >= 0)
        {
            _batch.OrderIds[i] = view.Text + view.Starts[_layout.Order];
            _batch.OrderLengths[i] = view.Ends[_layout.Order] - view.Starts[_layout.Order];
        }

        if (_keepsMore)
        {
            _batch.Keep(i, view, _layout);
        }

        var absolute = isReturn ? -units : units;
        if (absolute > long.MaxValue)
        {
            _sink.TakeWide(_batch, i, absolute);
            return false;
        }

        _batch.Units[i] = (long)absolute;
        return true;
    }

    private ulong OrderCode(in RowView view)
    {
        if (_layout.Order < 0)
        {
            return 0;
        }

        var order = view.Field(_layout.Order);
        return order.IsEmpty ? OrderCodes.OfRow(File, view.Offset) : _orders.Of(order);
    }

    private void Reject(in RowView view, RowFaultKind kind, int slot, Int128? units)
    {
        Counts.Reject(kind, units);
        Rejects.Add(Segment, view.Line, view.Offset, _layout.Columns[slot], kind, view.Record);
    }

    private void NoteCurrency(ReadOnlySpan<byte> code)
    {
        _plain?.KnowCurrency(code);
        if (code.IsEmpty || (Currencies.Count > 0 && Ascii.Equals(code, Currencies[^1])))
        {
            return;
        }

        var text = Encoding.UTF8.GetString(code);
        if (!Currencies.Contains(text) && Currencies.Count < 8)
        {
            Currencies.Add(text);
        }
    }
}
