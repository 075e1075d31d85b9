using System.Runtime.CompilerServices;
using Analytics.Core.Money;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Joins the pages to customer-days ordered by customer id.</summary>
internal static class DaysBuilder
{
    /// <summary>Builds the columns.</summary>
    /// <param name="table">Customers and their ids.</param>
    /// <param name="pages">Their days.</param>
    /// <param name="places">Where the days of each customer lie.</param>
    /// <param name="details">Adds details, from the first row of each customer of the table and the day of each row.</param>
    /// <param name="scale">Scale of the money.</param>
    /// <param name="threads">Threads to use.</param>
    public static CustomerDays Build(
        CustomerTable<int> table,
        PageDays[] pages,
        DayPlaces places,
        Func<int[], int[], DayDetails> details,
        int scale,
        int threads
    )
    {
        var present = Enumerable.Range(0, table.Count).Where(c => places.Count[c] > 0).ToArray();
        var order = IdOrder.Sort(present, table.Id, threads);
        var start = new int[order.Length + 1];
        var firstRow = new int[table.Count];
        for (var i = 0; i < order.Length; i++)
        {
            firstRow[order[i]] = start[i];
            start[i + 1] = checked(start[i] + places.Count[order[i]]);
        }

        var rows = start[^1];
        var isNarrow = Array.TrueForAll(pages, p => p.Wide.Count == 0);
        var columns = new DayColumns(rows, isNarrow);
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
                    columns.Fill(
                        start[i],
                        pages[places.Page[customer]],
                        places.Start[customer],
                        places.Count[customer]
                    );
                }
            }
        );
        return new CustomerDays
        {
            Ids = OrderedIds.Copy(table, order, threads),
            Start = start,
            Day = columns.Day,
            IsPurchase = columns.IsPurchase,
            Orders = columns.Orders,
            Gross = columns.Gross.ToColumn(scale),
            Refunds = columns.Refunds.ToColumn(scale),
            Details = details(firstRow, columns.Day),
        };
    }

    /// <summary>The columns while they are filled.</summary>
    private sealed class DayColumns(int rows, bool isNarrow)
    {
        public readonly int[] Day = new int[rows];
        public readonly int[] Orders = new int[rows];
        public readonly bool[] IsPurchase = new bool[rows];
        public readonly Units Gross = new(rows, isNarrow);
        public readonly Units Refunds = new(rows, isNarrow);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Fill(int at, PageDays page, int from, int count)
        {
            foreach (ref readonly var row in page.Rows.AsSpan(from, count))
            {
                Day[at] = row.Day;
                Orders[at] = row.OrdersAndPurchase >> 1;
                IsPurchase[at] = (row.OrdersAndPurchase & 1) != 0;
                if (isNarrow)
                {
                    Gross.Narrow[at] = row.Gross;
                    Refunds.Narrow[at] = row.Refunds;
                }
                else
                {
                    (Gross.Wide[at], Refunds.Wide[at]) = page.Wide.TryGetValue(from, out var wide)
                        ? wide
                        : (row.Gross, row.Refunds);
                }

                at++;
                from++;
            }
        }
    }

    /// <summary>Money of 64 bits a row, or of 128.</summary>
    private readonly struct Units(int rows, bool isNarrow)
    {
        public readonly long[] Narrow = isNarrow ? new long[rows] : [];
        public readonly Int128[] Wide = isNarrow ? [] : new Int128[rows];

        public MoneyColumn ToColumn(int scale) =>
            Wide.Length == 0 ? new MoneyColumn(Narrow, scale) : new MoneyColumn(Wide, scale);
    }
}
