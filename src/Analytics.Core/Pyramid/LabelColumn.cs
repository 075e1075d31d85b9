using Analytics.Core.Money;
using Analytics.Core.Segments;
using Analytics.Core.Summaries;

namespace Analytics.Core.Pyramid;

/// <summary>One label per customer: the segments or tiers of one date or one run.</summary>
public sealed class LabelColumn
{
    /// <summary>Label of a customer without one.</summary>
    public const short NoLabel = -1;

    /// <summary>Customer ids, ascending by bytes.</summary>
    public required CustomerIds Ids { get; init; }

    /// <summary>The names of the labels, in the order in which they are printed.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Per customer a place in <see cref="Names"/>, or <see cref="NoLabel"/>.</summary>
    public required short[] Label { get; init; }

    /// <summary>Net amount of each customer.</summary>
    public required MoneyColumn Net { get; init; }

    /// <summary>The segments of a summary.</summary>
    public static LabelColumn Of(SegmentMap map, short[] labels, SummaryColumns summary) =>
        new()
        {
            Ids = summary.Ids,
            Names = [.. map.Segments.Select(segment => segment.Name)],
            Label = labels,
            Net = summary.Net,
        };

    /// <summary>The tiers of a summary.</summary>
    public static LabelColumn Of(ValuePyramid pyramid, SummaryColumns summary) =>
        new()
        {
            Ids = summary.Ids,
            Names = [.. pyramid.Settings.Tiers.Select(tier => tier.Name)],
            Label = Array.ConvertAll(
                pyramid.TierOf,
                tier => tier == ValuePyramid.NoTier ? NoLabel : (short)tier
            ),
            Net = summary.Net,
        };

    /// <summary>The labels of other customers' rows, joined by id: <see cref="NoLabel"/> where an id is not here.</summary>
    /// <param name="ids">Ids, ascending by bytes.</param>
    public short[] AlignedTo(CustomerIds ids) =>
        Array.ConvertAll(Ids.PlacesOf(ids), here => here < 0 ? NoLabel : Label[here]);
}
