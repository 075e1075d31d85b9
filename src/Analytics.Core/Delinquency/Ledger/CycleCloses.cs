using Analytics.Core.Time;

namespace Analytics.Core.Delinquency.Ledger;

/// <summary>The days on which cycles close: month ends, and the as-of day where it is none.</summary>
public static class CycleCloses
{
    /// <summary>The closes from the month of the first posting to the as-of day, ascending.</summary>
    /// <param name="firstDay">Day number of the first posting.</param>
    /// <param name="asOf">Day number of the as-of day.</param>
    public static int[] Between(int firstDay, int asOf)
    {
        var closes = new List<int>();
        for (var month = CalendarMonth.Of(firstDay); month.LastDay <= asOf; )
        {
            closes.Add(month.LastDay);
            month = new CalendarMonth(month.Number + 1);
        }

        if (closes.Count == 0 || closes[^1] < asOf)
        {
            closes.Add(asOf);
        }

        return [.. closes];
    }

    /// <summary>How many of the closes end a whole month; only those make cycles that can be compared.</summary>
    public static int WholeMonths(ReadOnlySpan<int> closes) =>
        closes.Length == 0 || CalendarMonth.Of(closes[^1]).LastDay == closes[^1]
            ? closes.Length
            : closes.Length - 1;
}
