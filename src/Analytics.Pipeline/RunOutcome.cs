using Analytics.Pipeline.Runs;

namespace Analytics.Pipeline;

/// <summary>What became of a run.</summary>
public sealed record RunOutcome
{
    /// <summary>The run is there.</summary>
    /// <param name="path">Its directory.</param>
    /// <param name="IsReused">True where it was there before, and nothing has changed since.</param>
    public RunOutcome(string path, bool IsReused) => (Path, this.IsReused) = (path, IsReused);

    /// <summary>A dry run.</summary>
    /// <param name="plan">What would be done.</param>
    public RunOutcome(RunPlan plan) => Plan = plan;

    /// <summary>The directory; null after a dry run.</summary>
    public string? Path { get; }

    /// <summary>True where the run was there before, and nothing has changed since.</summary>
    public bool IsReused { get; }

    /// <summary>What would be done; null where it was done.</summary>
    public RunPlan? Plan { get; }
}
