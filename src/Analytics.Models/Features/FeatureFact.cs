namespace Analytics.Models.Features;

/// <summary>What a feature of a customer's past is.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Label">Words for reasons.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Direction">What a larger value usually means.</param>
/// <param name="Meaning">What it is, in a sentence.</param>
public sealed record FeatureFact(
    string Name,
    string Label,
    string Unit,
    Direction Direction,
    string Meaning
)
{
    /// <summary>The unit of log odds, whose scale is never changed and which readers see as a chance.</summary>
    public const string LogOdds = "log odds";
}

/// <summary>What a larger value of a feature usually means.</summary>
public enum Direction
{
    /// <summary>Nobody knows.</summary>
    Unclear,

    /// <summary>The customer is likelier to stay.</summary>
    Better,

    /// <summary>The customer is likelier to leave.</summary>
    Worse,
}
