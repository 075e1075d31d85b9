using System.Numerics;
using Analytics.Core.Money;
using Analytics.Core.Ordering;

namespace Analytics.Core.Summaries;

/// <summary>Folds customer-days into one row per customer. The same bytes at any number of threads.</summary>
public static class CustomerDaysFold
{
    /// <summary>
    /// The summary of every customer that has at least one row on or before the as-of day; later rows are not looked at, so the
    /// result equals the fold of a ledger that ends on that day.
    /// </summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="asOfDay">Day number; rows with <c>Day &lt;= asOfDay</c> count.</param>
    /// <param name="netOfReturns">True: net = gross - refunds (policy <c>net</c>); false: net = gross (policy <c>gross</c>).</param>
    /// <param name="threads">Most threads to use, at least 1.</param>
    public static SummaryColumns Summarise(
        CustomerDays days,
        int asOfDay,
        bool netOfReturns,
        int threads
    )
    {
        var customers = CustomersSeen(days, asOfDay, threads);
        var counts = new CountColumns(customers.Length);
        var bounds = RowRanges.Bounds(customers.Length, threads);

        if (days.Gross.IsNarrow && days.Refunds.IsNarrow)
        {
            var narrow = new MoneyColumns<long>(customers.Length);
            var overflowed = new bool[bounds.Length];
            RowRanges.Run(
                bounds,
                threads,
                (range, from, to) =>
                    overflowed[range] = Fold(
                        days,
                        asOfDay,
                        customers.AsSpan(from, to - from),
                        from,
                        days.Gross.Narrow,
                        days.Refunds.Narrow,
                        counts,
                        narrow,
                        netOfReturns
                    )
            );
            if (!overflowed.Contains(true))
            {
                MoneyColumn Column(long[] units) => new(units, days.MoneyScale);
                return Assemble(days, asOfDay, customers, counts, narrow, Column);
            }
        }

        var grossUnits = days.Gross.ToWide();
        var refundUnits = days.Refunds.ToWide();
        var wide = new MoneyColumns<Int128>(customers.Length);
        RowRanges.Run(
            bounds,
            threads,
            (_, from, to) =>
                Fold(
                    days,
                    asOfDay,
                    customers.AsSpan(from, to - from),
                    from,
                    grossUnits,
                    refundUnits,
                    counts,
                    wide,
                    netOfReturns
                )
        );
        return Assemble(
            days,
            asOfDay,
            customers,
            counts,
            wide,
            units => MoneyColumn.Fitting(units, days.MoneyScale)
        );
    }

    /// <summary>
    /// Customer numbers (places in <see cref="CustomerDays.Ids"/>), ascending, that have a row on or before the as-of day: row
    /// <c>i</c> of a summary at that day is customer <c>CustomersSeen[i]</c>.
    /// </summary>
    public static int[] CustomersSeen(CustomerDays days, int asOfDay, int threads)
    {
        var start = days.Start;
        var day = days.Day;
        bool Seen(int c) => start[c] < start[c + 1] && day[start[c]] <= asOfDay;

        var bounds = RowRanges.Bounds(days.CustomerCount, threads);
        var first = new int[bounds.Length];
        RowRanges.Run(
            bounds,
            threads,
            (range, from, to) =>
            {
                var count = 0;
                for (var c = from; c < to; c++)
                {
                    count += Seen(c) ? 1 : 0;
                }

                first[range + 1] = count;
            }
        );
        for (var i = 1; i < first.Length; i++)
        {
            first[i] += first[i - 1];
        }

        var customers = new int[first[^1]];
        RowRanges.Run(
            bounds,
            threads,
            (range, from, to) =>
            {
                var next = first[range];
                for (var c = from; c < to; c++)
                {
                    if (Seen(c))
                    {
                        customers[next++] = c;
                    }
                }
            }
        );
        return customers;
    }

    /// <summary>Folds some customers and returns true where a 64-bit sum overflowed.</summary>
    private static bool Fold<T>(
        CustomerDays days,
        int asOfDay,
        ReadOnlySpan<int> customers,
        int target,
        ReadOnlySpan<T> grossOf,
        ReadOnlySpan<T> refundsOf,
        CountColumns counts,
        MoneyColumns<T> money,
        bool netOfReturns
    )
        where T : struct, IBinaryInteger<T>
    {
        var start = days.Start;
        var day = days.Day;
        var isPurchase = days.IsPurchase;
        var ordersOf = days.Orders;
        // amounts are never negative, so a sum that left its range shows in the sign of one of its partial sums
        var signs = T.Zero;
        foreach (var customer in customers)
        {
            var end = start[customer + 1];
            var first = SummaryColumns.NoDay;
            var last = SummaryColumns.NoDay;
            var orders = 0;
            var purchaseDays = 0;
            var gaps = 0L;
            T gross = T.Zero,
                refunds = T.Zero,
                firstGross = T.Zero;
            for (var row = start[customer]; row < end; row++)
            {
                var today = day[row];
                if (today > asOfDay)
                {
                    break;
                }

                orders += ordersOf[row];
                gross += grossOf[row];
                refunds += refundsOf[row];
                signs |= gross | refunds;
                if (!isPurchase[row])
                {
                    continue;
                }

                purchaseDays++;
                if (first == SummaryColumns.NoDay)
                {
                    first = today;
                    firstGross = grossOf[row];
                }
                else
                {
                    gaps += GapLog.Of(today - last);
                }

                last = today;
            }

            counts.FirstDay[target] = first;
            counts.LastDay[target] = last;
            counts.Orders[target] = orders;
            counts.PurchaseDays[target] = purchaseDays;
            counts.SumLogGaps[target] = GapLog.ToDouble(gaps);
            money.Gross[target] = gross;
            money.Refunds[target] = refunds;
            money.Net[target] = netOfReturns ? gross - refunds : gross;
            money.FirstDayGross[target] = firstGross;
            target++;
        }

        return T.IsNegative(signs);
    }

    private static SummaryColumns Assemble<T>(
        CustomerDays days,
        int asOfDay,
        int[] customers,
        CountColumns counts,
        MoneyColumns<T> money,
        Func<T[], MoneyColumn> column
    ) =>
        new()
        {
            AsOfDay = asOfDay,
            Ids = customers.Length == days.CustomerCount ? days.Ids : days.Ids.Subset(customers),
            FirstDay = counts.FirstDay,
            LastDay = counts.LastDay,
            Orders = counts.Orders,
            PurchaseDays = counts.PurchaseDays,
            SumLogGaps = counts.SumLogGaps,
            Gross = column(money.Gross),
            Refunds = column(money.Refunds),
            Net = column(money.Net),
            FirstDayGross = column(money.FirstDayGross),
        };

    private sealed class CountColumns(int count)
    {
        public readonly int[] FirstDay = new int[count];
        public readonly int[] LastDay = new int[count];
        public readonly int[] Orders = new int[count];
        public readonly int[] PurchaseDays = new int[count];
        public readonly double[] SumLogGaps = new double[count];
    }

    private sealed class MoneyColumns<T>(int count)
    {
        public readonly T[] Gross = new T[count];
        public readonly T[] Refunds = new T[count];
        public readonly T[] Net = new T[count];
        public readonly T[] FirstDayGross = new T[count];
    }
}
