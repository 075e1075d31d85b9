namespace Analytics.Core.Segments;

/// <summary>Rhythm, trend, status and stage, one entry per row of the summary; never NaN.</summary>
public sealed class LifecycleColumns
{
    /// <summary>The rhythm of the base.</summary>
    public required Rhythm Rhythm { get; init; }

    /// <summary>rho of each customer; 0 for customers without a purchase.</summary>
    public required double[] OwnRhythm { get; init; }

    /// <summary>tau of each customer; 1 without repeat spend.</summary>
    public required double[] SpendTrend { get; init; }

    /// <summary>Status of each customer.</summary>
    public required CustomerStatus[] Status { get; init; }

    /// <summary>Stage of each customer; <see cref="CustomerStage.None"/> without a purchase.</summary>
    public required CustomerStage[] Stage { get; init; }
}
