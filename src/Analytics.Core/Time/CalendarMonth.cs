namespace Analytics.Core.Time;

/// <summary>A month of the calendar.</summary>
/// <param name="Number">Months since year 0: 12 x year + month - 1; neighbours differ by 1.</param>
public readonly record struct CalendarMonth(int Number)
{
    /// <summary>Day number of its first day.</summary>
    public int FirstDay => new DateOnly(Number / 12, (Number % 12) + 1, 1).DayNumber;

    /// <summary>Day number of its last day.</summary>
    public int LastDay => new CalendarMonth(Number + 1).FirstDay - 1;

    /// <summary>The month of a day number.</summary>
    public static CalendarMonth Of(int dayNumber)
    {
        var date = DateOnly.FromDayNumber(dayNumber);
        return new CalendarMonth((12 * date.Year) + date.Month - 1);
    }

    /// <summary>ISO 8601 text, <c>2010-12</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Number / 12:0000}-{(Number % 12) + 1:00}");
}
