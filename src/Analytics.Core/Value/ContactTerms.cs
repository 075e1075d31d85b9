namespace Analytics.Core.Value;

/// <summary>What acting on a customer is assumed to bring and to cost. Without an experiment these are assumptions, and the outputs say so.</summary>
public sealed record ContactTerms
{
    /// <summary>Share of the value at stake that a contact brings, above 0 up to 1.</summary>
    public double SaveRate { get; init; } = 0.05;

    /// <summary>Cost of one contact, currency units.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>Most that all contacts may cost; null = no limit.</summary>
    public double? Budget { get; init; }
}
