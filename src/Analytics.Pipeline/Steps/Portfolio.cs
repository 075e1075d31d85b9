using Analytics.Core.Cohorts;
using Analytics.Core.Pyramid;

namespace Analytics.Pipeline.Steps;

/// <summary>The customers as a portfolio: where the money is, who comes back, who moves. Parts that were not run are null.</summary>
public sealed record Portfolio
{
    /// <summary>Value pyramid.</summary>
    public ValuePyramid? Pyramid { get; init; }

    /// <summary>Probability of each customer's tier, where replicates were asked for.</summary>
    public double[]? TierProbability { get; init; }

    /// <summary>Retention by month of first purchase.</summary>
    public RetentionRow[]? Retention { get; init; }

    /// <summary>After how many days a customer lapses.</summary>
    public LapseRule? Lapse { get; init; }

    /// <summary>Customers and money in and out, per month.</summary>
    public LeakyBucketRow[]? Bucket { get; init; }

    /// <summary>The yearly headline.</summary>
    public YearlyRetention? Yearly { get; init; }

    /// <summary>Moves between segments and tiers within the horizon.</summary>
    public MigrationRow[]? Moves { get; init; }
}
