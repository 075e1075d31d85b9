using Analytics.Core.Money;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Makes the summary columns, ordered by id, from states per customer.</summary>
internal static class SummaryBuilder
{
    /// <summary>Sums of a customer that do not fit 64 bits.</summary>
    /// <param name="Gross">Purchases.</param>
    /// <param name="Refunds">Returns.</param>
    /// <param name="FirstDayGross">Purchases of the first day.</param>
    internal readonly record struct WideSums(Int128 Gross, Int128 Refunds, Int128 FirstDayGross);

    /// <summary>Builds the columns of all customers with at least one row.</summary>
    public static SummaryColumns Build<T>(
        CustomerTable<T> table,
        ISummaryStates states,
        IReadOnlyDictionary<int, WideSums> wide,
        int scale,
        int asOfDay,
        bool isNet,
        int threads
    )
        where T : unmanaged
    {
        var present = new int[table.Count];
        var count = 0;
        for (var i = 0; i < table.Count; i++)
        {
            if (!states.IsEmpty(i))
            {
                present[count++] = i;
            }
        }

        Array.Resize(ref present, count);
        var order = IdOrder.Sort(present, table.Id, threads);
        var arrays = new SummaryArrays(count);
        var ids = OrderedIds.Copy(
            table,
            order,
            threads,
            states.Prefetch,
            (from, to) => arrays.Set(from, order.AsSpan(from, to - from), states, isNet)
        );
        return arrays.ToColumns(
            asOfDay,
            ids,
            (narrow, pick) => Column(narrow, order, wide, w => pick(w, isNet), scale)
        );
    }

    private static MoneyColumn Column(
        long[] narrow,
        int[] order,
        IReadOnlyDictionary<int, WideSums> wide,
        Func<WideSums, Int128> pick,
        int scale
    )
    {
        if (wide.Count == 0)
        {
            return new MoneyColumn(narrow, scale);
        }

        var units = new Int128[narrow.Length];
        for (var row = 0; row < units.Length; row++)
        {
            units[row] = wide.TryGetValue(order[row], out var sums) ? pick(sums) : narrow[row];
        }

        return new MoneyColumn(units, scale);
    }
}
