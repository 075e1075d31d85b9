using Analytics.Core.Pyramid;
using Analytics.Core.Segments;

namespace Analytics.Reports.Pages;

/// <summary>Number of customers by segment and tier.</summary>
/// <param name="Segments">Names of the segments, in the map's order.</param>
/// <param name="Tiers">Names of the tiers, best first.</param>
/// <param name="Counts">Customers of segment s and tier t at <c>s * Tiers.Count + t</c>.</param>
public sealed record SegmentTiers(
    IReadOnlyList<string> Segments,
    IReadOnlyList<string> Tiers,
    IReadOnlyList<int> Counts
)
{
    /// <summary>Counts the customers that have both.</summary>
    /// <param name="map">The segment map.</param>
    /// <param name="labels">What <see cref="SegmentMap.Assign"/> gave.</param>
    /// <param name="pyramid">Tiers of the same customers.</param>
    public static SegmentTiers Of(SegmentMap map, ReadOnlySpan<short> labels, ValuePyramid pyramid)
    {
        var tiers = pyramid.Settings.Tiers;
        var counts = new int[map.Segments.Count * tiers.Count];
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] != SegmentMap.NoSegment && pyramid.TierOf[row] != ValuePyramid.NoTier)
            {
                counts[(labels[row] * tiers.Count) + pyramid.TierOf[row]]++;
            }
        }

        return new SegmentTiers(
            [.. map.Segments.Select(s => s.Name)],
            [.. tiers.Select(t => t.Name)],
            counts
        );
    }
}
