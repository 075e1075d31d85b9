using Analytics.Core.Summaries;

namespace Analytics.Core.Segments;

/// <summary>Puts every scored customer into exactly one segment.</summary>
public abstract class SegmentMap
{
    /// <summary>Label of a customer in no segment (returns only).</summary>
    public const short NoSegment = -1;

    /// <summary>The name under which the map is asked for.</summary>
    public abstract string Name { get; }

    /// <summary>The segments, in the order in which they are printed.</summary>
    public abstract IReadOnlyList<Segment> Segments { get; }

    /// <summary>True where the map needs <see cref="SegmentInput.Lifecycle"/>.</summary>
    public virtual bool NeedsLifecycle => false;

    /// <summary>Refuses a number of scores for which the map is not written; rule maps take any.</summary>
    /// <exception cref="Faults.UsageFault">The map is written for another number.</exception>
    public virtual void CheckBins(int bins) { }

    /// <summary>Per customer the place in <see cref="Segments"/>, or <see cref="NoSegment"/>.</summary>
    public abstract short[] Assign(SegmentInput input);
}

/// <summary>What a map may look at; all parts are about the same customers in the same order.</summary>
/// <param name="Summary">Raw values.</param>
/// <param name="Scores">RFM scores.</param>
/// <param name="Lifecycle">Statuses and stages; needed by maps of stages only.</param>
public sealed record SegmentInput(
    SummaryColumns Summary,
    RfmScores Scores,
    LifecycleColumns? Lifecycle
);
