namespace Analytics.Core.Time;

/// <summary>A unit of time for model periods and horizons.</summary>
public enum TimeUnit
{
    /// <summary>One calendar day.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>30.4375 days, a twelfth of a year.</summary>
    Month,

    /// <summary>365.25 days.</summary>
    Year,
}

/// <summary>The only place that knows how long a unit is; nothing else divides days into periods.</summary>
public static class TimeUnits
{
    /// <summary>Length of the unit in days.</summary>
    public static double Days(this TimeUnit unit) =>
        unit switch
        {
            TimeUnit.Day => 1,
            TimeUnit.Week => 7,
            TimeUnit.Month => 30.4375,
            TimeUnit.Year => 365.25,
            _ => throw new ArgumentOutOfRangeException(nameof(unit)),
        };

    /// <summary>A number of days expressed in the unit.</summary>
    public static double FromDays(this TimeUnit unit, double days) => days / unit.Days();
}
