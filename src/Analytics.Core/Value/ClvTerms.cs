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

    /// <summary>The horizon in model periods.</summary>
    public double Periods => Unit.FromDays(Horizon.Days);

    /// <summary>The continuous discount rate per model period.</summary>
    public double Delta => Discount.Per(Unit);

    /// <summary>A week in model periods: the step of the discounted sum.</summary>
    public double Step => Unit.FromDays(TimeUnit.Week.Days());
}
