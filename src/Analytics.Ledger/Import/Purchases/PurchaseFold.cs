using System.Collections.Concurrent;
using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>From rows in any order, kept in parts, to summaries or customer-days. The parts' rows are used up.</summary>
/// <param name="parts">The parts; the first one's table takes all customers.</param>
/// <param name="hasOrders">True where rows carry order codes.</param>
/// <param name="scale">Scale of all money.</param>
/// <param name="threads">Threads to use.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class PurchaseFold(
    IReadOnlyList<AnyOrderPart> parts,
    bool hasOrders,
    int scale,
    int threads,
    CancellationToken cancel
)
{
    private const int LoneDayGap = 366;

    /// <summary>One summary per customer.</summary>
    /// <param name="asOf">The as-of day.</param>
    /// <param name="isNet">True where returns lower the net amount.</param>
    public SummaryColumns Summarise(int asOf, bool isNet)
    {
        var toGlobal = JoinTables(parts, threads);
        var table = parts[0].Table;
        var states = new SummaryState[table.Count];
        var wide = new ConcurrentDictionary<int, SummaryBuilder.WideSums>();
        FoldPages(toGlobal, asOf, _ => new SummaryHandler(states, wide));
        return SummaryBuilder.Build(
            table,
            new SummaryStates(states),
            wide,
            scale,
            asOf,
            isNet,
            threads
        );
    }

    /// <summary>All customer-days.</summary>
    /// <param name="asOf">The as-of day.</param>
    public CustomerDays Days(int asOf)
    {
        var toGlobal = JoinTables(parts, threads);
        var table = parts[0].Table;
        var pages = new PageDays[TuplePages.Count];
        var places = new DayPlaces(table.Count);
        FoldPages(
            toGlobal,
            asOf,
            page =>
            {
                pages[page] = new PageDays();
                return new DaysHandler(pages[page], page, places);
            }
        );
        foreach (var part in parts)
        {
            part.DropRows();
        }

        var details = parts.Select(part => part.Details).OfType<DetailTuples>().ToList();
        return DaysBuilder.Build(
            table,
            pages,
            places,
            details.Count == 0
                ? (_, _) => new DayDetails()
                : new DetailFold(details, toGlobal, asOf, threads).Fold,
            scale,
            threads
        );
    }

    /// <summary>Ends with a fault where the last purchase day stands more than a year behind the one before.</summary>
    /// <exception cref="DataFault">It does: probably a typing error, and everything would look back from it.</exception>
    public static void RefuseLoneLastDay(DaySet days, int last)
    {
        var before = days.LastBefore(last);
        if (before >= 0 && last - before > LoneDayGap)
        {
            throw new DataFault(
                $"the last purchase day {Text(last)} stands alone: the day before it is {Text(before)}. Is it a typing error? Say on which day to look back, for example --as-of {Text(before)}"
            );
        }
    }

    private static string Text(int day) =>
        DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void FoldPages<T>(int[][] toGlobal, int asOf, Func<int, T> handlerOf)
        where T : struct, ICustomerDayHandler
    {
        var fold = new AnyOrderFold(parts, toGlobal, asOf);
        Parallel.For(
            0,
            TuplePages.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            page =>
            {
                var handler = new DayFold<T>(handlerOf(page), fold, hasOrders);
                fold.FoldPage(page, ref handler);
            }
        );
    }

    /// <summary>Adds the customers of all parts to the first one's table; per part the index there.</summary>
    public static int[][] JoinTables(IReadOnlyList<AnyOrderPart> parts, int threads) =>
        parts.Select((part, p) => p == 0 ? [] : parts[0].Table.Join(part.Table, threads)).ToArray();
}
