using System.Runtime.CompilerServices;
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
/// <param name="scale">Scale of all money.</param>
/// <param name="threads">Threads to use.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class MergedDays(
    DaysFile? kept,
    CustomerRecords fresh,
    bool hasOrders,
    DaysFileWriter? writer,
    int scale,
    int threads,
    CancellationToken cancel
)
{
    /// <summary>All customer-days; null where an amount does not fit 64 bits.</summary>
    /// <param name="asOf">Later days are left out.</param>
    /// <exception cref="DaysDamagedException">A block is damaged.</exception>
    public CustomerDays? Days(int asOf)
    {
        var pieces = Merge(asOf, (customers, rows) => new DaysPiece(customers, rows));
        if (Array.Exists(pieces, p => p.IsTooWide))
        {
            return null;
        }

        var (ids, first) = CustomerPiece.JoinIds(pieces);
        var rows = new int[pieces.Length + 1];
        for (var p = 0; p < pieces.Length; p++)
        {
            rows[p + 1] = checked(rows[p] + pieces[p].Rows);
        }

        var columns = new DayColumns(ids.Count, rows[^1]);
        InParallel(pieces.Length, p => pieces[p].CopyTo(columns, first[p], rows[p]));
        return new CustomerDays
        {
            Ids = ids,
            Start = columns.Start,
            Day = columns.Day,
            IsPurchase = columns.IsPurchase,
            Orders = columns.Orders,
            Gross = new MoneyColumn(columns.Gross, scale),
            Refunds = new MoneyColumn(columns.Refunds, scale),
        };
    }

    /// <summary>One summary per customer; null where an amount does not fit 64 bits.</summary>
    /// <param name="asOf">Later days are left out.</param>
    /// <param name="isNet">True where returns lower the net amount.</param>
    /// <exception cref="DaysDamagedException">A block is damaged.</exception>
    public SummaryColumns? Summarise(int asOf, bool isNet)
    {
        var pieces = Merge(asOf, (customers, _) => new SummaryPiece(customers));
        if (Array.Exists(pieces, p => p.IsTooWide))
        {
            return null;
        }

        var (ids, first) = CustomerPiece.JoinIds(pieces);
        var arrays = new SummaryArrays(ids.Count);
        InParallel(pieces.Length, p => pieces[p].CopyTo(arrays, first[p], isNet));
        return arrays.ToColumns(asOf, ids, (narrow, _) => new MoneyColumn(narrow, scale));
    }

    private T[] Merge<T>(int asOf, Func<int, int, T> newPiece)
        where T : CustomerPiece
    {
        var ranges = Ranges();
        var pieces = new T[ranges.Count];
        using var scratches = new ThreadLocal<Scratch>(() => new Scratch());
        try
        {
            InParallel(
                ranges.Count,
                r =>
                {
                    var (block, from, end) = ranges[r];
                    pieces[r] = newPiece(
                        (block?.Customers ?? 0) + end - from,
                        (block?.Days ?? 0) + ((end - from) * 2)
                    );
                    Merge(ranges[r], pieces[r], asOf, scratches.Value!);
                }
            );
        }
        catch (AggregateException e)
            when (e.Flatten().InnerExceptions.OfType<DaysDamagedException>().FirstOrDefault()
                    is { } damaged
            )
        {
            throw new DaysDamagedException(damaged);
        }

        return pieces;
    }

    private void InParallel(int count, Action<int> work) =>
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            work
        );

    private List<(DaysBlock? Block, int From, int End)> Ranges()
    {
        var ranges = new List<(DaysBlock?, int, int)>();
        if (kept is null)
        {
            for (var from = 0; from < fresh.Count; from += BlockBuffer.MostCustomers)
            {
                ranges.Add((null, from, Math.Min(fresh.Count, from + BlockBuffer.MostCustomers)));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge(
        (DaysBlock? Block, int From, int End) range,
        CustomerPiece piece,
        int asOf,
        Scratch scratch
    )
    {
        var (block, next, end) = range;
        // what came since may go on from the sums, unless they look beyond the as-of day or tuples are to be kept
        var sums = block?.LastDay <= asOf && writer is null ? piece as SummaryPiece : null;
        var bytes = ReadOnlySpan<byte>.Empty;
        var reader = new BlockReader(
            block is null ? [] : kept!.Read(block.Head, ref scratch.Head),
            block?.Customers ?? 0
        );
        var handler = new PieceHandler(piece);
        var output = writer is null ? null : new BlockBuffer(writer, hasOrders);
        var freshId = next < end ? fresh.Id(next) : [];
        for (var more = reader.Next(); more || next < end; )
        {
            var order =
                !more ? 1
                : next < end ? reader.Id.SequenceCompareTo(freshId)
                : -1;
            var id = order <= 0 ? reader.Id : freshId;
            var (count, place) = (0, 0);
            if (order >= 0)
            {
                count = TupleCode.Read(
                    fresh.Record(next++),
                    ref place,
                    hasOrders,
                    ref scratch.Tuples,
                    0
                );
                freshId = next < end ? fresh.Id(next) : [];
            }

            if (order <= 0)
            {
                if (
                    sums is not null
                    && reader.IsContinuedBy(scratch.Tuples.AsSpan(0, count), hasOrders)
                )
                {
                    sums.Begin(reader.Sums);
                }
                else
                {
                    bytes = bytes.IsEmpty ? kept!.Read(block!.Tuples, ref scratch.Bytes) : bytes;
                    place = reader.Tuples;
                    count = TupleCode.Read(bytes, ref place, hasOrders, ref scratch.Tuples, count);
                }

                more = reader.Next();
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

    private sealed class Scratch
    {
        public PurchaseTuple[] Tuples = new PurchaseTuple[64];
        public byte[] Bytes = [];
        public byte[] Head = [];
    }
}
