using Analytics.Core.Money;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>
/// Kept customer-days and rows that came since, folded customer by customer in the order of ids: the same as folding all rows at once. Each
/// block of the kept ones is worked on by itself with the new customers of its range.
/// </summary>
/// <param name="kept">Kept customer-days; null = none.</param>
/// <param name="fresh">The rows that came since.</param>
/// <param name="hasOrders">True where tuples carry order codes.</param>
/// <param name="writer">Takes the blocks of the result; null where they are not to be kept.</param>
internal sealed class MergedDays(
    DaysFile? kept,
    CustomerRecords fresh,
    bool hasOrders,
    DaysFileWriter? writer
)
{
    private const int BlockCustomers = 4096;

    /// <summary>All customer-days; null where an amount does not fit 64 bits.</summary>
    /// <param name="asOf">Later days are left out.</param>
    /// <param name="scale">Scale of all money.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="DaysDamagedException">A block is damaged.</exception>
    public CustomerDays? Build(int asOf, int scale, int threads, CancellationToken cancel)
    {
        var ranges = Ranges();
        var pieces = new DaysPiece[ranges.Count];
        try
        {
            Parallel.For(
                0,
                ranges.Count,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = threads,
                    CancellationToken = cancel,
                },
                () => new Scratch(),
                (r, _, scratch) =>
                {
                    pieces[r] = Merge(ranges[r], asOf, scratch);
                    return scratch;
                },
                _ => { }
            );
        }
        catch (AggregateException e)
            when (e.Flatten().InnerExceptions.OfType<DaysDamagedException>().FirstOrDefault()
                    is { } damaged
            )
        {
            throw new DaysDamagedException(damaged);
        }

        return Array.Exists(pieces, p => p.IsTooWide) ? null : Join(pieces, scale, threads);
    }

    private List<(DaysBlock? Block, int From, int End)> Ranges()
    {
        var ranges = new List<(DaysBlock?, int, int)>();
        if (kept is null)
        {
            for (var from = 0; from < fresh.Count; from += BlockCustomers)
            {
                ranges.Add((null, from, Math.Min(fresh.Count, from + BlockCustomers)));
            }

            return ranges;
        }

        var blocks = kept.Header.Blocks;
        for (var (b, from) = (0, 0); b < blocks.Count; b++)
        {
            var end = b + 1 < blocks.Count ? fresh.FirstFrom(blocks[b + 1].FirstId) : fresh.Count;
            ranges.Add((blocks[b], from, end));
            from = end;
        }

        return ranges;
    }

    private DaysPiece Merge((DaysBlock? Block, int From, int End) range, int asOf, Scratch scratch)
    {
        var (block, next, end) = range;
        var bytes = block is null ? [] : kept!.Read(block);
        var piece = new DaysPiece((block?.Days ?? 0) + ((end - next) * 2));
        var handler = new PieceHandler(piece);
        var output = writer is null ? null : new BlockBuffer(writer, hasOrders);
        var at = 0;
        for (var left = block?.Customers ?? 0; left > 0 || next < end; )
        {
            var id = ReadOnlySpan<byte>.Empty;
            var order = 1;
            if (left > 0)
            {
                var start = at;
                var length = (int)TupleCode.Get(bytes, ref start);
                id = bytes.AsSpan(start, length);
                order = next < end ? id.SequenceCompareTo(fresh.Id(next)) : -1;
                at = order <= 0 ? start + length : at;
            }

            var count = 0;
            if (order <= 0)
            {
                count = TupleCode.Read(bytes, ref at, hasOrders, ref scratch.Tuples, 0);
                left--;
            }

            if (order >= 0)
            {
                id = fresh.Id(next);
                var place = 0;
                count = TupleCode.Read(
                    fresh.Record(next++),
                    ref place,
                    hasOrders,
                    ref scratch.Tuples,
                    count
                );
            }

            var tuples = scratch.Tuples.AsSpan(0, count);
            CustomerFold.SortByDay(tuples);
            if (output is not null)
            {
                tuples = tuples[..TupleCode.Join(tuples, hasOrders)];
                output.Add(id, tuples);
            }

            CustomerFold.Fold(UpTo(tuples, asOf), hasOrders, null, ref handler);
            piece.EndCustomer(id);
        }

        output?.Flush();
        return piece;
    }

    private static Span<PurchaseTuple> UpTo(Span<PurchaseTuple> tuples, int asOf)
    {
        var count = tuples.Length;
        while (count > 0 && tuples[count - 1].Day > asOf)
        {
            count--;
        }

        return tuples[..count];
    }

    private static CustomerDays Join(DaysPiece[] pieces, int scale, int threads)
    {
        var (customers, rows, pages) = (
            new int[pieces.Length + 1],
            new int[pieces.Length + 1],
            new int[pieces.Length + 1]
        );
        for (var p = 0; p < pieces.Length; p++)
        {
            customers[p + 1] = checked(customers[p] + pieces[p].Customers);
            rows[p + 1] = checked(rows[p] + pieces[p].Rows);
            pages[p + 1] = pages[p] + pieces[p].IdPages.Count;
        }

        var columns = new DayColumns(customers[^1], rows[^1]);
        Parallel.For(
            0,
            pieces.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            p => pieces[p].CopyTo(columns, customers[p], rows[p], pages[p])
        );
        columns.Start[^1] = rows[^1];
        return new CustomerDays
        {
            Ids = new CustomerIds([.. pieces.SelectMany(p => p.IdPages)], columns.Places),
            Start = columns.Start,
            Day = columns.Day,
            IsPurchase = columns.IsPurchase,
            Orders = columns.Orders,
            Gross = new MoneyColumn(columns.Gross, scale),
            Refunds = new MoneyColumn(columns.Refunds, scale),
        };
    }

    private sealed class Scratch
    {
        public PurchaseTuple[] Tuples = new PurchaseTuple[64];
    }

    /// <summary>Customers on their way into a block.</summary>
    private sealed class BlockBuffer(DaysFileWriter writer, bool hasOrders)
    {
        private byte[] _bytes = new byte[1 << 16];
        private byte[] _firstId = [];
        private int _used;
        private int _customers;
        private int _days;

        public void Add(ReadOnlySpan<byte> id, ReadOnlySpan<PurchaseTuple> tuples)
        {
            var most = TupleCode.MostIntegerBytes + id.Length + TupleCode.MostBytes(tuples.Length);
            if (_bytes.Length - _used < most)
            {
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + most));
            }

            if (_customers++ == 0)
            {
                _firstId = id.ToArray();
            }

            _days += tuples.Length;
            TupleCode.Put(_bytes, ref _used, (ulong)id.Length);
            id.CopyTo(_bytes.AsSpan(_used));
            _used += id.Length;
            _used += TupleCode.Write(tuples, hasOrders, _bytes.AsSpan(_used));
            if (_customers == BlockCustomers)
            {
                Flush();
            }
        }

        public void Flush()
        {
            if (_customers > 0)
            {
                writer.Add(_bytes.AsSpan(0, _used), _customers, _days, _firstId);
            }

            (_used, _customers, _days) = (0, 0, 0);
        }
    }
}
