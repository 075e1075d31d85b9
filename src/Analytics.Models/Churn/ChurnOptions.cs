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
}
