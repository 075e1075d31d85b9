using Analytics.Reports.Charts;
using Analytics.Reports.Document;
using Analytics.Reports.Frames;
using static System.FormattableString;

namespace Analytics.Reports.Pages;

/// <summary>Who the customers are: segments and scores.</summary>
internal static class CustomersSection
{
    /// <summary>The blocks of the section.</summary>
    public static IReadOnlyList<Block> Blocks(PageDraft draft)
    {
        var report = draft.Report;
        var blocks = new List<Block>();
        blocks.AddRange(draft.Chart(SegmentBars.Name));
        if (report.Segments is { Count: > 0 } segments)
        {
            blocks.Add(
                new TableBlock(
                    new Table(
                        [
                            "segment",
                            "customers",
                            "net_amount",
                            "mean_r_days",
                            "mean_orders",
                            "advice",
                        ],
                        [
                            .. segments.Select(s =>
                                new[]
                                {
                                    report.Language == "zh" && s.Segment.ChineseName.Length > 0
                                        ? s.Segment.ChineseName
                                        : s.Segment.Name,
                                    Wording.Count(s.Customers),
                                    Wording.Money(s.NetAmount, ""),
                                    s.MeanDays is { } days ? Invariant($"{days:N0}") : null,
                                    s.MeanOrders is { } orders ? Invariant($"{orders:N1}") : null,
                                    s.Segment.Advice,
                                }
                            ),
                        ]
                    ),
                    draft.Text("table.segments"),
                    "segments.csv"
                )
            );
        }

        blocks.AddRange(draft.Chart(RfmHeatMap.Name));
        if (report.SegmentTiers is { } counts && counts.Counts.Sum() > 0)
        {
            blocks.Add(
                new TableBlock(
                    SegmentTierTable.Of(counts),
                    draft.Text("table.cross"),
                    "customers.csv"
                )
            );
        }

        return PageDraft.OrNote(blocks);
    }
}
