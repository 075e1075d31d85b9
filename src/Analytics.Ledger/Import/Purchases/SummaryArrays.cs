using System.Runtime.CompilerServices;
using Analytics.Core.Money;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>The columns of a summary while they are filled.</summary>
/// <param name="count">Number of customers.</param>
internal sealed class SummaryArrays(int count)
{
    private readonly int[] _first = new int[count];
    private readonly int[] _last = new int[count];
    private readonly int[] _orders = new int[count];
    private readonly int[] _days = new int[count];
    private readonly long[] _gross = new long[count];
    private readonly long[] _refunds = new long[count];
    private readonly long[] _net = new long[count];
    private readonly long[] _firstGross = new long[count];
    private readonly double[] _gaps = new double[count];

    /// <summary>Sets the rows of some customers.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="customers">The customers in the order of the rows.</param>
    /// <param name="states">Their sums.</param>
    /// <param name="isNet">True where returns lower the net amount.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(int first, ReadOnlySpan<int> customers, ISummaryStates states, bool isNet)
    {
        for (var i = 0; i < customers.Length; i++)
        {
            Set(first + i, states.Of(customers[i]), isNet);
        }
    }

    /// <summary>Sets the row of a customer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int row, in SummaryState state, bool isNet)
    {
        _first[row] = state.HasPurchase ? state.FirstDay : SummaryColumns.NoDay;
        _last[row] = state.HasPurchase ? state.LastDay : SummaryColumns.NoDay;
        _orders[row] = state.Orders;
        _days[row] = state.PurchaseDays;
        _gross[row] = state.Gross;
        _refunds[row] = state.Refunds;
        _net[row] = isNet ? state.Gross - state.Refunds : state.Gross;
        _firstGross[row] = state.FirstDayGross;
        _gaps[row] = GapLog.ToDouble(state.SumLogGaps);
    }

    /// <summary>The summary.</summary>
    /// <param name="asOfDay">The day on which it looks back.</param>
    /// <param name="ids">The customers.</param>
    /// <param name="money">Makes a column of money of its 64-bit units and of what takes the place of those that are too few.</param>
    public SummaryColumns ToColumns(
        int asOfDay,
        CustomerIds ids,
        Func<long[], Func<SummaryBuilder.WideSums, bool, Int128>, MoneyColumn> money
    ) =>
        new()
        {
            AsOfDay = asOfDay,
            Ids = ids,
            FirstDay = _first,
            LastDay = _last,
            Orders = _orders,
            PurchaseDays = _days,
            Gross = money(_gross, (w, _) => w.Gross),
            Refunds = money(_refunds, (w, _) => w.Refunds),
            Net = money(_net, (w, isNet) => isNet ? w.Gross - w.Refunds : w.Gross),
            FirstDayGross = money(_firstGross, (w, _) => w.FirstDayGross),
            SumLogGaps = _gaps,
        };
}
