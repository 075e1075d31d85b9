using Analytics.Core.Segments;
using Analytics.Core.Summaries;

namespace Analytics.Pipeline.Steps;

/// <summary>Customers with scores and segments.</summary>
/// <param name="Summary">What they did.</param>
/// <param name="Scores">RFM scores.</param>
/// <param name="Map">The segment map.</param>
/// <param name="Segments">Place of each customer's segment in the map, or -1.</param>
/// <param name="Lifecycle">Statuses and stages, where customer-days were kept.</param>
public sealed record ScoredCustomers(
    SummaryColumns Summary,
    RfmScores Scores,
    SegmentMap Map,
    short[] Segments,
    LifecycleColumns? Lifecycle
);
