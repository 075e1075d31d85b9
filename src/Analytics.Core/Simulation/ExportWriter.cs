namespace Analytics.Core.Simulation;

/// <summary>Turns a schedule of orders into the rows of the file and counts what it writes.</summary>
internal sealed class ExportWriter(
    SimulationSettings settings,
    OrderSchedule schedule,
    SimulatedOrder order,
    ByteSink sink
)
{
    private const int LineBits = 4;
    private const int BlockBytes = 1 << 20;
    private readonly RowText _text = new(settings, schedule.Count);
    private readonly DirtySchedule _dirty = new(settings, schedule.Rows);
    private readonly Dictionary<DirtyKind, DirtyTally> _tallies = [];
    private readonly byte[] _block = new byte[BlockBytes];
    private int _used;
    private long _flushed;
    private long _line = 1;
    private long _cleanRows;
    private long _returnRows;
    private long _quotedRows;
    private long _gross;
    private long _refunds;

    /// <summary>Writes header and rows.</summary>
    public PurchaseTruth Write(CancellationToken stop)
    {
        Put(RowText.Header);
        if (settings.Shuffled)
        {
            WriteShuffled(stop);
        }
        else
        {
            WriteByDate(stop);
        }

        Flush();
        return Truth();
    }

    private void WriteByDate(CancellationToken stop)
    {
        for (var day = 0; day < settings.Days; day++)
        {
            stop.ThrowIfCancellationRequested();
            for (
                var number = schedule.DayStarts[day];
                number < schedule.DayStarts[day + 1];
                number++
            )
            {
                var (customer, isReturn) = Draw((int)number);
                var (first, count) = isReturn ? (order.ReturnedLine, 1) : (0, order.Lines);
                for (var line = first; line < first + count; line++)
                {
                    Write(Row((int)number, customer, day, isReturn, line));
                }
            }
        }
    }

    private void WriteShuffled(CancellationToken stop)
    {
        var rows = new uint[schedule.Rows];
        var n = 0;
        for (var number = 0; number < schedule.Count; number++)
        {
            var (customer, index, isReturn) = schedule[number];
            order.DrawHead(customer, index);
            for (var line = 0; line < (isReturn ? 1 : order.Lines); line++)
            {
                rows[n++] = ((uint)number << LineBits) | (uint)line;
            }
        }

        var stream = RandomStream.Of(settings.Seed, StreamPurpose.Shuffle, -1);
        Shuffling.Shuffle<uint>(rows, ref stream);
        for (var i = 0; i < rows.Length; i++)
        {
            if ((i & 0xFFFF) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            var number = (int)(rows[i] >> LineBits);
            var (customer, isReturn) = Draw(number);
            var line = isReturn ? order.ReturnedLine : (int)(rows[i] & ((1 << LineBits) - 1));
            Write(Row(number, customer, schedule.DayOf(number), isReturn, line));
        }
    }

    private (int Customer, bool IsReturn) Draw(int number)
    {
        var (customer, index, isReturn) = schedule[number];
        order.DrawHead(customer, index);
        order.DrawLines(schedule.SpendRate[customer], schedule.Channel[customer]);
        return (customer, isReturn);
    }

    private PurchaseRow Row(int number, int customer, int day, bool isReturn, int line)
    {
        var (product, quantity, price) = order[line];
        if (_cleanRows > _dirty.LastQuotableRow && Products.IsQuoted(product))
        {
            product++;
        }

        return new PurchaseRow(
            number,
            isReturn,
            customer,
            day,
            product,
            order.Channel,
            isReturn ? -quantity : quantity,
            price
        );
    }

    private void Write(in PurchaseRow row)
    {
        if (_used > BlockBytes - RowText.MaxBytes)
        {
            Flush();
        }

        _used += _text.Write(row, _block.AsSpan(_used));
        _line++;
        if (row.IsReturn)
        {
            _returnRows++;
            _refunds -= row.AmountCents;
        }
        else
        {
            _gross += row.AmountCents;
        }

        if (Products.IsQuoted(row.Product))
        {
            _quotedRows++;
        }

        while (_dirty.TryTake(_cleanRows, out var kind))
        {
            WriteDirty(kind, row);
        }

        _cleanRows++;
    }

    private void WriteDirty(DirtyKind kind, in PurchaseRow clean)
    {
        if (!_tallies.TryGetValue(kind, out var tally))
        {
            tally = new DirtyTally(kind);
            _tallies.Add(kind, tally);
        }

        var bytes = DirtyRow.Make(kind, (int)tally.Rows, clean, _text);
        tally.Add(new DirtyPlace(_line + 1, _flushed + _used), DirtyRow.AmountCents(kind, clean));
        Put(bytes);
        _line++;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (_used > BlockBytes - bytes.Length)
        {
            Flush();
        }

        bytes.CopyTo(_block.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Flush()
    {
        sink(_block.AsSpan(0, _used));
        _flushed += _used;
        _used = 0;
    }

    private PurchaseTruth Truth() =>
        new()
        {
            Settings = settings,
            CleanRows = _cleanRows,
            ReturnRows = _returnRows,
            QuotedRows = _quotedRows,
            Orders = schedule.Orders,
            PurchaseDays = schedule.PurchaseDays,
            FirstDay = settings.From.AddDays(schedule.DayOf(0)),
            LastPurchaseDay = settings.From.AddDays(schedule.LastPurchaseDay),
            GrossCents = _gross,
            RefundCents = _refunds,
            Bytes = _flushed,
            Dirty = DirtyKind
                .All.Where(_tallies.ContainsKey)
                .Select(kind => _tallies[kind])
                .ToList(),
        };
}
