namespace Analytics.Core.Simulation;

/// <summary>
/// Turns operational time, in which customers buy evenly, into calendar days, in which they buy more when the season is high. One unit of operational
/// time is a day of average season.
/// </summary>
internal sealed class SeasonClock
{
    private const double PeakDayOfYear = 340;
    private const double YearDays = 365.25;
    private readonly double[] _elapsed;

    /// <summary>Tabulates the season.</summary>
    /// <param name="first">First calendar day.</param>
    /// <param name="days">Number of days.</param>
    /// <param name="amplitude">Season amplitude, 0 to 0.9.</param>
    public SeasonClock(DateOnly first, int days, double amplitude)
    {
        _elapsed = new double[days + 1];
        for (var day = 0; day < days; day++)
        {
            var turns = (first.DayOfYear + day - PeakDayOfYear) / YearDays;
            _elapsed[day + 1] = _elapsed[day] + 1 + (amplitude * PortableMath.CosOfTurns(turns));
        }
    }

    /// <summary>Operational time at the end of the last day.</summary>
    public double End => _elapsed[^1];

    /// <summary>Operational time at a calendar time in days since the first.</summary>
    public double FromCalendar(double time)
    {
        var day = (int)time;
        return _elapsed[day] + ((time - day) * (_elapsed[day + 1] - _elapsed[day]));
    }

    /// <summary>The calendar day, 0 = first, of an operational time in [0, <see cref="End"/>).</summary>
    public int DayOf(double operational)
    {
        var guess = Math.Min((int)operational, _elapsed.Length - 2);
        while (_elapsed[guess] > operational)
        {
            guess--;
        }

        while (_elapsed[guess + 1] <= operational)
        {
            guess++;
        }

        return guess;
    }
}
