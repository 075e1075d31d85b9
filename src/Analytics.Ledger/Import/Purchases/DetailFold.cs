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
            firstRow.Length,
            (customer, tuples) =>
            {
                var orders = new DistinctOrders(tuples.Length);
                var row = firstRow[customer];
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
            firstRow.Length,
            (customer, tuples) =>
            {
                var row = firstRow[customer];
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
    private void EachCustomer(int role, int customers, TupleVisitor visit)
    {
        var fold = new AnyOrderFold(
            [.. parts.Select(part => part.Of(role)!)],
            toGlobal,
            customers,
            asOfDay
        );
        Parallel.For(
            0,
            TuplePages.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            page =>
            {
                var handler = new Joining(visit);
                fold.FoldPage(page, ref handler);
            }
        );
    }

    private delegate void TupleVisitor(int customer, ReadOnlySpan<PurchaseTuple> tuples);

    private readonly struct Joining(TupleVisitor visit) : ICustomerTuplesHandler
    {
        public void Begin(int days) { }

        public void Customer(int customer, Span<PurchaseTuple> tuples)
        {
            tuples.Sort(
                static (a, b) =>
                    a.DayAndKind != b.DayAndKind
                        ? a.DayAndKind.CompareTo(b.DayAndKind)
                        : a.Order.CompareTo(b.Order)
            );
            var last = 0;
            for (var i = 1; i < tuples.Length; i++)
            {
                if (tuples[i].Day == tuples[last].Day && tuples[i].Order == tuples[last].Order)
                {
                    tuples[last].Units += tuples[i].Units;
                }
                else
                {
                    tuples[++last] = tuples[i];
                }
            }

            visit(customer, tuples[..(last + 1)]);
        }

        public void End() { }
    }
}
