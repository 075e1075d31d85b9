using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Adds the days of customers up to their summary states.</summary>
internal struct SummaryHandler(
    SummaryState[] states,
    ConcurrentDictionary<int, SummaryBuilder.WideSums> wide
) : ICustomerDayHandler
{
    private SummaryState _state;
    private Int128 _gross;
    private Int128 _refunds;
    private Int128 _firstGross;
    private bool _any;

    /// <inheritdoc/>
    public readonly void Begin(int days) { }

    /// <summary>Begins a customer with the sums of its earlier days.</summary>
    public void Begin(in SummaryState earlier)
    {
        (_state, _any) = (earlier, true);
        (_gross, _refunds, _firstGross) = (earlier.Gross, earlier.Refunds, earlier.FirstDayGross);
        if (!earlier.HasPurchase)
        {
            _state.FirstDayPlusOne = 0;
        }
    }

    /// <inheritdoc/>
    public readonly void End() { }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Day(in CustomerDayRow row)
    {
        _any = true;
        _refunds = checked(_refunds + row.Refunds);
        if (!row.IsPurchase)
        {
            return;
        }

        _gross = checked(_gross + row.Gross);
        _state.Orders += row.Orders;
        _state.PurchaseDays++;
        if (!_state.HasPurchase)
        {
            _state.FirstDayPlusOne = row.Day + 1;
            _firstGross = row.Gross;
        }
        else
        {
            _state.SumLogGaps += GapLog.Of(row.Day - _state.LastDay);
        }

        _state.LastDay = row.Day;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CustomerDone(int customer)
    {
        if (_any && !_state.HasPurchase)
        {
            _state.FirstDayPlusOne = SummaryState.ReturnsOnly;
        }

        if (_gross > long.MaxValue || _refunds > long.MaxValue)
        {
            wide[customer] = new SummaryBuilder.WideSums(_gross, _refunds, _firstGross);
        }
        else
        {
            _state.Gross = (long)_gross;
            _state.Refunds = (long)_refunds;
            _state.FirstDayGross = (long)_firstGross;
        }

        states[customer] = _state;
        (_state, _gross, _refunds, _firstGross, _any) = (default, 0, 0, 0, false);
    }
}
