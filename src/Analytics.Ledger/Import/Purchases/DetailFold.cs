using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Folds the details of all parts to one entry per customer-day, page by page as <see cref="AnyOrderFold"/> does: the result depends neither on the order
/// of the rows nor on the number of threads.
/// </summary>
/// <param name="parts">Details of each part, read for the same roles.</param>
/// <param name="toGlobal">Per part the index of each of its customers in the first table; empty for the first part.</param>
/// <param name="asOfDay">Later rows are left out.</param>
/// <param name="threads">Threads to use.</param>
internal sealed class DetailFold(
    IReadOnlyList<DetailTuples> parts,
    int[][] toGlobal,
    int asOfDay,
    int threads
)
{
    /// <summary>Folds all roles that were read.</summary>
    /// <param name="firstRow">First customer-day of each customer of the first table.</param>
    /// <param name="day">Day number of each customer-day.</param>
    public DayDetails Fold(int[] firstRow, int[] day) =>
        new()
        {
            Products = Breadth(DetailRoles.Product, firstRow, day),
            Categories = Breadth(DetailRoles.Category, firstRow, day),
            Channels = Channels(firstRow, day),
        };

    private DayBreadth? Breadth(int role, int[] firstRow, int[] day)
    {
        if (parts[0].Of(role) is null)
        {
            return null;
        }

        var breadth = new DayBreadth(new int[day.Length], new int[day.Length]);
        EachCustomer(
            role,
            tuples =>
            {
                var orders = new DistinctOrders(tuples.Length);
                var row = firstRow[tuples[0].Customer];
                for (var i = 0; i < tuples.Length; i++)
                {
                    row = RowOf(day, row, tuples[i].Day);
                    breadth.Distinct[row]++;
                    breadth.New[row] += orders.IsNew(tuples, i) ? 1 : 0;
                }
            }
        );
        return breadth;
    }

    private DayChannels? Channels(int[] firstRow, int[] day)
    {
        if (parts[0].Of(DetailRoles.Channel) is null)
        {
            return null;
        }

        var byCode = parts.SelectMany(p => p.Channels).DistinctBy(c => c.Key).ToList();
        string[] names = [.. byCode.Select(c => c.Value).Order(StringComparer.Ordinal)];
        var places = byCode.ToDictionary(
            c => c.Key,
            c => Array.BinarySearch(names, c.Value, StringComparer.Ordinal)
        );
        var main = new int[day.Length];
        Array.Fill(main, -1);
        EachCustomer(
            DetailRoles.Channel,
            tuples =>
            {
                var row = firstRow[tuples[0].Customer];
                var most = 0L;
                foreach (ref readonly var tuple in tuples)
                {
                    var now = RowOf(day, row, tuple.Day);
                    var channel = places[tuple.Order];
                    if (
                        now != row
                        || tuple.Units > most
                        || (tuple.Units == most && channel < main[row])
                    )
                    {
                        (main[now], most) = (channel, tuple.Units);
                    }

                    row = now;
                }
            }
        );
        return new DayChannels(names, main);
    }

    private static int RowOf(int[] day, int row, int today)
    {
        while (day[row] < today)
        {
            row++;
        }

        return row;
    }

    /// <summary>Hands over the tuples of each customer, ascending by day and code, equal ones joined.</summary>
    private void EachCustomer(int role, TupleVisitor visit) =>
        Parallel.For(
            0,
            TuplePages.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            page =>
            {
                var tuples = Gather(role, page);
                for (int from = 0, to; from < tuples.Length; from = to)
                {
                    for (
                        to = from + 1;
                        to < tuples.Length && tuples[to].Customer == tuples[from].Customer;
                        to++
                    ) { }

                    visit(tuples[from..to]);
                }
            }
        );

    private Span<PurchaseTuple> Gather(int role, int page)
    {
        var all = new PurchaseTuple[parts.Sum(part => part.Of(role)![page].Count)];
        var count = 0;
        for (var p = 0; p < parts.Count; p++)
        {
            var source = parts[p].Of(role)![page];
            for (var chunk = 0; chunk < source.Chunks; chunk++)
            {
                foreach (ref readonly var tuple in source.Chunk(chunk))
                {
                    if (tuple.Day <= asOfDay)
                    {
                        all[count] = tuple;
                        all[count++].Customer =
                            p == 0 ? tuple.Customer : toGlobal[p][tuple.Customer];
                    }
                }
            }

            source.Clear();
        }

        return all.AsSpan(0, TupleOrder.Combine(all.AsSpan(0, count), hasOrders: true));
    }

    private delegate void TupleVisitor(ReadOnlySpan<PurchaseTuple> tuples);
}
