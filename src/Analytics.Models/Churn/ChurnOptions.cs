using Analytics.Core.Value;

namespace Analytics.Models.Churn;

/// <summary>How a churn model is trained and tested.</summary>
public sealed record ChurnOptions
{
    /// <summary>Seed of all draws.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Most threads for what does not depend on their number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Resampled sets behind intervals.</summary>
    public int Replicates { get; init; } = 200;

    /// <summary>True to use columns that seem to know the outcome.</summary>
    public bool AllowLeaky { get; init; }

    /// <summary>Days without a purchase that count as churn (transactions).</summary>
    public int HorizonDays { get; init; } = 90;

    /// <summary>Customers are eligible who bought in so many days up to the cut-off; null = three times the lapse days of the data, at least the horizon.</summary>
    public int? EligibleDays { get; init; }

    /// <summary>True where returns lower the net amount.</summary>
    public bool NetOfReturns { get; init; } = true;

    /// <summary>Margin as a share of sales, above 0.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>What a contact is assumed to save and to cost.</summary>
    public ContactTerms Contact { get; init; } = new();
}
