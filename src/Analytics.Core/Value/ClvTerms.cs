using Analytics.Core.Time;

namespace Analytics.Core.Value;

/// <summary>What turns purchases into value.</summary>
public sealed record ClvTerms
{
    /// <summary>The period of the model's times.</summary>
    public TimeUnit Unit { get; init; } = TimeUnit.Week;

    /// <summary>How far to look.</summary>
    public Horizon Horizon { get; init; } = new(365, TimeUnit.Day);

    /// <summary>The discount rate.</summary>
    public DiscountRate Discount { get; init; } = DiscountRate.Default;

    /// <summary>Share of spend that is margin, 0 to 1, net of returns where the policy says so.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>The seasonal clock and the day from which it looks ahead; null for calendar time.</summary>
    public (OperationalClock Clock, int Day)? Season { get; init; }

    /// <summary>The horizon in model periods.</summary>
    public double Periods => After(Horizon.Days);

    /// <summary>Model periods that pass in a number of calendar days.</summary>
    public double After(double days) =>
        Unit.FromDays(Season is { } season ? season.Clock.Elapsed(season.Day, days) : days);

    /// <summary>Calendar days until a number of model periods have passed.</summary>
    public double Days(double periods) =>
        Season is { } season
            ? season.Clock.Calendar(season.Day, periods * Unit.Days())
            : periods * Unit.Days();

    /// <summary>The continuous discount rate per model period.</summary>
    public double Delta => Discount.Per(Unit);
}
