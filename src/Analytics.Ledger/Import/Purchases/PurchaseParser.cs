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
    private readonly int _moneySlot;
    private readonly byte _amountMark;
    private readonly byte _quantityMark;
    private readonly bool _mayBePlain;
    private readonly bool _keepsMore;
    private long _plainRows;
    private long _plainUnits;
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
        _moneySlot = layout.IsProduct ? layout.UnitPrice : layout.Amount;
        (_amountMark, _quantityMark) = ((byte)layout.AmountMark, (byte)layout.QuantityMark);
        _mayBePlain =
            layout is { Kind: < 0, Currency: < 0, Key: < 0 }
            && policies.Duplicates == DuplicatePolicy.Keep;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Row(in RowView row)
    {
        if (!TryPlainPurchase(row))
        {
            AnyRow(row);
        }
    }

    /// <summary>
    /// The common row, in 64 bits: a purchase with a plain amount, a real date and a customer. False leaves the row to <see cref="AnyRow"/>,
    /// which gives the same result for it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryPlainPurchase(in RowView row)
    {
        if (!_mayBePlain || row.IsEscaped)
        {
            return false;
        }

        if (!AmountReader.TryPlain(row, _moneySlot, _amountMark, out var units, out var scale))
        {
            return false;
        }

        if (_layout.Quantity >= 0)
        {
            if (
                !AmountReader.TryPlain(
                    row,
                    _layout.Quantity,
                    _quantityMark,
                    out var quantity,
                    out var quantityScale
                )
                || quantity < 0
            )
            {
                return false;
            }

            if (_layout.IsProduct)
            {
                if ((ulong)units > int.MaxValue || quantity > int.MaxValue)
                {
                    return false;
                }

                units *= quantity;
                scale += quantityScale;
            }
        }

        var finer = Counts.Scale - scale;
        if (units <= 0 || units > MostPlainUnits || finer < 0)
        {
            return false;
        }

        if (finer > 0)
        {
            if (finer > 9 || units > MostPlainUnits / 1_000_000_000)
            {
                return false;
            }

            for (; finer > 0; finer--)
            {
                units *= 10;
            }
        }

        var id = row.Text + row.Starts[_layout.Customer];
        var idLength = row.Ends[_layout.Customer] - row.Starts[_layout.Customer];
        if ((uint)(idLength - 1) >= ushort.MaxValue || MangledId.MayBeMangled(id, idLength))
        {
            return false;
        }

        ulong order = 0;
        if (_layout.Order >= 0)
        {
            var text = row.Field(_layout.Order);
            if (
                text.IsEmpty
                || MangledId.MayBeMangled(row.Text + row.Starts[_layout.Order], text.Length)
            )
            {
                return false;
            }

            order = _orders.Of(text);
        }

        var dateFault = _dates.Read(
            row.Text + row.Starts[_layout.Date],
            row.Ends[_layout.Date] - row.Starts[_layout.Date],
            out var day
        );
        if (
            dateFault != RowFaultKind.None
            || day < SentinelDays.Year1971
            || day > _policies.AsOfDay
            || SentinelDays.IsSentinel(day)
        )
        {
            return false;
        }

        Lines?.Add(row.Record);
        _plainUnits += units;
        if (day != _lastAddedDay)
        {
            NoteDay(day);
        }

        var i = _batch.Count;
        var key = new IdKey(id, idLength);
        _sink.Prefetch(key.Hash);
        _batch.Keys[i] = key;
        _batch.Ids[i] = id;
        _batch.Lengths[i] = idLength;
        _batch.Days[i] = day;
        _batch.IsReturn[i] = false;
        _batch.Orders[i] = order;
        KeepTexts(row, i);
        _batch.Units[i] = units;
        _batch.Count = i + 1;
        _plainRows++;
        if (_batch.Count == PurchaseBatch.Size)
        {
            Flush();
        }

        return true;
    }

    private void NoteDay(int day)
    {
        _lastPurchaseDay = Math.Max(_lastPurchaseDay, day);
        _lastAddedDay = day;
        PurchaseDays.Add(day);
    }

    private void AnyRow(in RowView row)
    {
        var view = row;
        if (
            row.IsEscaped && _escaped.Replace(ref view) is var escapeFault and not RowFaultKind.None
        )
        {
            Fault(row, escapeFault, -1);
            return;
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
            return;
        }

        if (_layout.Order >= 0 && MangledId.IsMangled(view.Field(_layout.Order)))
        {
            Reject(view, RowFaultKind.ExcelMangledId, _layout.Order, known);
            return;
        }

        var dateFault = _dates.Read(
            view.Text + view.Starts[_layout.Date],
            view.Ends[_layout.Date] - view.Starts[_layout.Date],
            out var day
        );
        if (dateFault != RowFaultKind.None)
        {
            Reject(view, dateFault, _layout.Date, known);
            return;
        }

        if (fault != RowFaultKind.None)
        {
            Reject(view, fault, faultSlot, null);
            return;
        }

        if (day is >= SentinelDays.Year1970 and < SentinelDays.Year1971)
        {
            if (day == SentinelDays.Year1970 && !AcceptsEpoch)
            {
                HasEpoch = true;
                Reject(view, RowFaultKind.SentinelDate, _layout.Date, known);
                return;
            }

            HasOther1970 |= day != SentinelDays.Year1970;
        }
        else if (SentinelDays.IsSentinel(day))
        {
            Reject(view, RowFaultKind.SentinelDate, _layout.Date, known);
            return;
        }

        if (idLength == 0 && _policies.MissingCustomer == MissingCustomerPolicy.Reject)
        {
            Reject(view, RowFaultKind.MissingCustomer, _layout.Customer, known);
            return;
        }

        if (_layout.Currency >= 0)
        {
            NoteCurrency(view.Field(_layout.Currency));
        }

        Lines?.Add(view.Record);
        if (_seen is not null && !_seen.IsNew(view.Record))
        {
            Counts.Duplicate(units);
            return;
        }

        if (_policies.ExclusionOf(day, idLength, units, isReturn) is { } exclusion)
        {
            Counts.Exclude(exclusion, day, units, day > _lastPurchaseDay);
            if (!_policies.KeepsExcluded)
            {
                return;
            }
        }
        else
        {
            Accept(day, units, isReturn);
        }

        Append(view, id, idLength, day, units, isReturn);
        if (row.IsEscaped)
        {
            Flush();
        }
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
        Counts.AcceptMany(_plainRows, _plainUnits);
        (_plainRows, _plainUnits) = (0, 0);
        if (_batch.Count > 0)
        {
            _sink.Take(_batch, _lastPurchaseDay);
            _batch.Count = 0;
        }
    }

    /// <summary>Expresses all money of the part with more decimals.</summary>
    public void Rescale(int scale)
    {
        Flush();
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(
        in RowView view,
        byte* id,
        int idLength,
        int day,
        Int128 units,
        bool isReturn
    )
    {
        var i = _batch.Count;
        var key = new IdKey(id, idLength);
        _batch.Keys[i] = key;
        _sink.Prefetch(key.Hash);
        _batch.Ids[i] = id;
        _batch.Lengths[i] = idLength;
        _batch.Days[i] = day;
        _batch.IsReturn[i] = isReturn;
        _batch.Orders[i] = isReturn ? 0 : OrderCode(view);
        KeepTexts(view, i);
        var absolute = isReturn ? -units : units;
        if (absolute > long.MaxValue)
        {
            _sink.TakeWide(_batch, i, absolute);
            return;
        }

        _batch.Units[i] = (long)absolute;
        _batch.Count = i + 1;
        if (_batch.Count == PurchaseBatch.Size)
        {
            Flush();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void KeepTexts(in RowView view, int i)
    {
        if (_layout.Order >= 0)
        {
            _batch.OrderIds[i] = view.Text + view.Starts[_layout.Order];
            _batch.OrderLengths[i] = view.Ends[_layout.Order] - view.Starts[_layout.Order];
        }

        if (_keepsMore)
        {
            _batch.Keep(i, view, _layout);
        }
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
