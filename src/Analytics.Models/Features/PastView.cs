using Analytics.Core.Money;
using Analytics.Core.Summaries;

namespace Analytics.Models.Features;

/// <summary>
/// What was known of customers at the end of one day. The customer-days behind it are not handed out, so nothing built on this view can look at a
/// later row: deleting all later rows changes no bit of what it shows.
/// </summary>
public sealed class PastView
{
    private readonly CustomerDays _days;
    private readonly Int128[]? _wide;

    /// <summary>Looks back from a day.</summary>
    /// <param name="days">The customer-days, later ones included.</param>
    /// <param name="cutOffDay">The last day that is known, as a day number.</param>
    /// <param name="netOfReturns">True where returns lower the net amount.</param>
    /// <param name="threads">Most threads to use; changes no bit.</param>
    public PastView(CustomerDays days, int cutOffDay, bool netOfReturns, int threads)
    {
        _days = days;
        _wide = days.Gross.IsNarrow ? null : days.Gross.ToWide();
        CutOffDay = cutOffDay;
        Summary = CustomerDaysFold.Summarise(days, cutOffDay, netOfReturns, threads);
        Customers = CustomerDaysFold.CustomersSeen(days, cutOffDay, threads);
    }

    /// <summary>The last day that is known.</summary>
    public int CutOffDay { get; }

    /// <summary>One row per customer with a row up to the day.</summary>
    public SummaryColumns Summary { get; }

    /// <summary>Number of each row's customer in the customer-days.</summary>
    public int[] Customers { get; }

    /// <summary>Number of customers known.</summary>
    public int Count => Customers.Length;

    /// <summary>The days of one customer up to the cut-off, ascending.</summary>
    /// <param name="row">Row of the summary.</param>
    public PastDays Of(int row)
    {
        var customer = Customers[row];
        var (start, end) = (_days.Start[customer], _days.Start[customer + 1]);
        while (_days.Day[end - 1] > CutOffDay)
        {
            end--;
        }

        return new PastDays(
            _days.Day.AsSpan(start, end - start),
            _days.IsPurchase.AsSpan(start, end - start),
            _wide is null ? _days.Gross.Narrow[start..end] : [],
            _wide is null ? [] : _wide.AsSpan(start, end - start),
            _days.MoneyScale
        );
    }
}

/// <summary>The known days of one customer.</summary>
public readonly ref struct PastDays
{
    private readonly ReadOnlySpan<long> _narrow;
    private readonly ReadOnlySpan<Int128> _wide;
    private readonly int _scale;

    internal PastDays(
        ReadOnlySpan<int> day,
        ReadOnlySpan<bool> isPurchase,
        ReadOnlySpan<long> narrow,
        ReadOnlySpan<Int128> wide,
        int scale
    )
    {
        Day = day;
        IsPurchase = isPurchase;
        _narrow = narrow;
        _wide = wide;
        _scale = scale;
    }

    /// <summary>Day numbers, ascending.</summary>
    public ReadOnlySpan<int> Day { get; }

    /// <summary>True where something was bought that day.</summary>
    public ReadOnlySpan<bool> IsPurchase { get; }

    /// <summary>Number of days.</summary>
    public int Count => Day.Length;

    /// <summary>Purchases of a day before returns, currency units.</summary>
    public double Gross(int i) => MoneyText.ToDouble(_wide.IsEmpty ? _narrow[i] : _wide[i], _scale);
}
