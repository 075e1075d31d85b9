using System.Runtime.CompilerServices;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// What is added up per customer while rows pass in date order, but for the returns: 48 bytes, which fill a cache line together with the id's key. Money
/// in minor units of the scale so far.
/// </summary>
internal struct OrderedState
{
    private int _firstDayPlusOne;
    private int _lastDay;
    private int _purchaseDays;
    private int _orders;
    private long _gross;
    private long _firstDayGross;
    private long _sumLogGaps;
    private ulong _lastOrder;

    /// <summary>True where no row was added.</summary>
    public readonly bool IsEmpty => _firstDayPlusOne == 0;

    /// <summary>Adds a purchase that is not earlier than the last one.</summary>
    /// <returns>False where the row is out of order, or an order comes back after a later one, or a sum leaves 64 bits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAddPurchase(int day, long units, ulong order)
    {
        if (_firstDayPlusOne <= 0)
        {
            _firstDayPlusOne = day + 1;
            _lastDay = day;
            _purchaseDays = 1;
            _orders = 1;
            _gross = units;
            _firstDayGross = units;
            _lastOrder = order;
            return true;
        }

        var gap = day - _lastDay;
        if (gap < 0 || order < _lastOrder)
        {
            return false;
        }

        if (gap > 0)
        {
            _purchaseDays++;
            _sumLogGaps += GapLog.Of(gap);
            _lastDay = day;
        }
        else if (day + 1 == _firstDayPlusOne)
        {
            _firstDayGross += units;
        }

        if (order != _lastOrder)
        {
            _orders++;
            _lastOrder = order;
        }

        var sum = _gross + units;
        if (sum < _gross)
        {
            return false;
        }

        _gross = sum;
        return true;
    }

    /// <summary>Notes that the customer has a return.</summary>
    public void NoteReturn() =>
        _firstDayPlusOne = _firstDayPlusOne == 0 ? SummaryState.ReturnsOnly : _firstDayPlusOne;

    /// <summary>Multiplies all money; false where it leaves 64 bits.</summary>
    public bool TryScale(long factor)
    {
        if (_gross > long.MaxValue / factor)
        {
            return false;
        }

        _gross *= factor;
        _firstDayGross *= factor;
        return true;
    }

    /// <summary>The sums, with those of the returns.</summary>
    public readonly SummaryState With(long refunds) =>
        new()
        {
            FirstDayPlusOne = _firstDayPlusOne,
            LastDay = _lastDay,
            PurchaseDays = _purchaseDays,
            Orders = _orders,
            Gross = _gross,
            Refunds = refunds,
            FirstDayGross = _firstDayGross,
            SumLogGaps = _sumLogGaps,
        };
}
