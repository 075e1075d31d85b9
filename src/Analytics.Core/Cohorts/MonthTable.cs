using Analytics.Core.Summaries;
using Analytics.Core.Time;

namespace Analytics.Core.Cohorts;

/// <summary>The months from the first purchase to the as-of day, numbered from 0, with a table from day to month.</summary>
internal sealed class MonthTable
{
    private readonly int _firstDay;
    private readonly int[] _monthOfDay;

    private MonthTable(int firstDay, int asOfDay)
    {
        _firstDay = firstDay;
        AsOfDay = asOfDay;
        First = CalendarMonth.Of(firstDay);
        Count = CalendarMonth.Of(asOfDay).Number - First.Number + 1;
        _monthOfDay = new int[asOfDay - firstDay + 1];
        for (var i = 0; i < _monthOfDay.Length; i++)
        {
            _monthOfDay[i] = CalendarMonth.Of(firstDay + i).Number - First.Number;
        }
    }

    /// <summary>The month of the first purchase.</summary>
    public CalendarMonth First { get; }

    /// <summary>Number of months.</summary>
    public int Count { get; }

    /// <summary>The day on which the table looks back.</summary>
    public int AsOfDay { get; }

    /// <summary>The months of a ledger, or null where nobody has bought anything by the as-of day.</summary>
    public static MonthTable? Of(CustomerDays days, int asOfDay)
    {
        var first = int.MaxValue;
        for (var i = 0; i < days.RowCount; i++)
        {
            if (days.IsPurchase[i] && days.Day[i] < first)
            {
                first = days.Day[i];
            }
        }

        return first > asOfDay ? null : new MonthTable(first, asOfDay);
    }

    /// <summary>Place of the month of a day between the first purchase and the as-of day.</summary>
    public int this[int day] => _monthOfDay[day - _firstDay];

    /// <summary>A month by its place.</summary>
    public CalendarMonth Month(int place) => new(First.Number + place);

    /// <summary>Last day of a month that is looked at: its last day, or the as-of day.</summary>
    public int End(int place) => Math.Min(AsOfDay, Month(place).LastDay);

    /// <summary>True where the whole month lies before or at the as-of day.</summary>
    public bool IsComplete(int place) => Month(place).LastDay <= AsOfDay;
}
