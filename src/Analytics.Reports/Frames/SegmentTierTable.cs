using Analytics.Reports.Document;
using Analytics.Reports.Pages;
using Deedle;

namespace Analytics.Reports.Frames;

/// <summary>The cross-tab of segments and tiers with its margins.</summary>
internal static class SegmentTierTable
{
    private const string All = "all";

    /// <summary>One row per segment with customers, one column per tier, and the sums of both.</summary>
    public static Table Of(SegmentTiers counts)
    {
        var cells =
            from s in Enumerable.Range(0, counts.Segments.Count)
            from t in Enumerable.Range(0, counts.Tiers.Count)
            select (
                Segment: s,
                Tier: t,
                Customers: (double)counts.Counts[(s * counts.Tiers.Count) + t]
            );
        var frame = Frame.FromValues(cells, c => c.Tier, c => c.Segment, c => c.Customers);
        var sums = frame.Rows.Select(row => row.Value.As<double>().Sum());
        var rows = new List<IReadOnlyList<string?>>();
        foreach (var segment in frame.RowKeys.Where(s => sums[s] > 0))
        {
            var row = frame.GetRow<double>(segment);
            rows.Add([
                counts.Segments[segment],
                .. counts.Tiers.Select((_, tier) => Wording.Count((long)row[tier])),
                Wording.Count((long)sums[segment]),
            ]);
        }

        rows.Add([
            All,
            .. counts.Tiers.Select(
                (_, tier) => Wording.Count((long)frame.GetColumn<double>(tier).Sum())
            ),
            Wording.Count((long)sums.Sum()),
        ]);
        return new Table(["segment", .. counts.Tiers, All], rows);
    }
}
