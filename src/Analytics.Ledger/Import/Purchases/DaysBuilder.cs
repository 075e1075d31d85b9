using Analytics.Core.Money;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Joins the pages to customer-days ordered by customer id.</summary>
internal static class DaysBuilder
{
    /// <summary>Builds the columns.</summary>
    public static CustomerDays Build(
        CustomerTable<int> table,
        PageDays[] pages,
        DayPlaces places,
        int scale,
        int threads
    )
    {
        var present = Enumerable.Range(0, table.Count).Where(c => places.Count[c] > 0).ToArray();
        var order = IdOrder.Sort(present, table.Id, threads);
        var start = new int[order.Length + 1];
        for (var i = 0; i < order.Length; i++)
        {
            start[i + 1] = checked(start[i] + places.Count[order[i]]);
        }

        var rows = start[^1];
        var isNarrow = Array.TrueForAll(
            pages,
            p => p.Rows.TrueForAll(r => r.Gross <= long.MaxValue && r.Refunds <= long.MaxValue)
        );
        int[] day = new int[rows],
            orders = new int[rows];
        var isPurchase = new bool[rows];
        var (gross, refunds) = isNarrow ? (new long[rows], new long[rows]) : ([], []);
        var (wideGross, wideRefunds) = isNarrow ? ([], []) : (new Int128[rows], new Int128[rows]);
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            block =>
            {
                var end = (int)((long)order.Length * (block + 1) / threads);
                for (var i = (int)((long)order.Length * block / threads); i < end; i++)
                {
                    var customer = order[i];
                    var source = System
                        .Runtime.InteropServices.CollectionsMarshal.AsSpan(
                            pages[places.Page[customer]].Rows
                        )
                        .Slice(places.Start[customer], places.Count[customer]);
                    for (var k = 0; k < source.Length; k++)
                    {
                        var at = start[i] + k;
                        day[at] = source[k].Day;
                        orders[at] = source[k].Orders;
                        isPurchase[at] = source[k].IsPurchase;
                        if (isNarrow)
                        {
                            gross[at] = (long)source[k].Gross;
                            refunds[at] = (long)source[k].Refunds;
                        }
                        else
                        {
                            wideGross[at] = source[k].Gross;
                            wideRefunds[at] = source[k].Refunds;
                        }
                    }
                }
            }
        );
        return new CustomerDays
        {
            Ids = OrderedIds.Copy(table, order, threads),
            Start = start,
            Day = day,
            IsPurchase = isPurchase,
            Orders = orders,
            Gross = isNarrow ? new MoneyColumn(gross, scale) : new MoneyColumn(wideGross, scale),
            Refunds = isNarrow
                ? new MoneyColumn(refunds, scale)
                : new MoneyColumn(wideRefunds, scale),
        };
    }
}
