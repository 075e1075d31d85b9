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

    /// <summary>True where products are told.</summary>
    public bool HasProducts => _days.Details.Products is not null;

    /// <summary>True where categories are told.</summary>
    public bool HasCategories => _days.Details.Categories is not null;

    /// <summary>True where channels are told.</summary>
    public bool HasChannels => _days.Details.Channels is not null;

    /// <summary>Name of a channel.</summary>
    public string Channel(int channel) => _days.Details.Channels!.Names[channel];

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
            start,
            _days.Details,
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
    private readonly int _start;
    private readonly DayDetails _details;
    private readonly ReadOnlySpan<long> _narrow;
    private readonly ReadOnlySpan<Int128> _wide;
    private readonly int _scale;

    internal PastDays(
        int start,
        DayDetails details,
        ReadOnlySpan<int> day,
        ReadOnlySpan<bool> isPurchase,
        ReadOnlySpan<long> narrow,
        ReadOnlySpan<Int128> wide,
        int scale
    )
    {
        (_start, _details) = (start, details);
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

    /// <summary>Products of each day; empty where they are not told.</summary>
    public PastBreadth Products => Breadth(_details.Products);

    /// <summary>Categories of each day; empty where they are not told.</summary>
    public PastBreadth Categories => Breadth(_details.Categories);

    /// <summary>Channel of each day, -1 where none is named; empty where they are not told.</summary>
    public ReadOnlySpan<int> Channels =>
        _details.Channels is { } channels ? channels.Main.AsSpan(_start, Count) : [];

    /// <summary>Purchases of a day before returns, currency units.</summary>
    public double Gross(int i) => MoneyText.ToDouble(_wide.IsEmpty ? _narrow[i] : _wide[i], _scale);

    private PastBreadth Breadth(DayBreadth? all) =>
        all is null
            ? default
            : new PastBreadth(all.Distinct.AsSpan(_start, Count), all.New.AsSpan(_start, Count));
}

/// <summary>What one customer bought on the known days.</summary>
/// <param name="distinct">Different things of each day.</param>
/// <param name="fresh">Those of them not bought on an earlier day.</param>
public readonly ref struct PastBreadth(ReadOnlySpan<int> distinct, ReadOnlySpan<int> fresh)
{
    /// <summary>Different things of each day.</summary>
    public ReadOnlySpan<int> Distinct { get; } = distinct;

    /// <summary>Those of them not bought on an earlier day.</summary>
    public ReadOnlySpan<int> New { get; } = fresh;
}
