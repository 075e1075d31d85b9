using Analytics.Core.Pyramid;
using Analytics.Reports.Charts;
using Analytics.Reports.Document;

namespace Analytics.Reports.Pages;

/// <summary>Who moves: tiers and segments now against an earlier day.</summary>
internal static class MovingSection
{
    /// <summary>The blocks of the section.</summary>
    public static IReadOnlyList<Block> Blocks(PageDraft draft)
    {
        var blocks = new List<Block>();
        blocks.AddRange(UpAndDown(draft));
        blocks.AddRange(draft.Chart(MigrationHeatMap.TierName));
        blocks.AddRange(draft.Chart(MigrationHeatMap.SegmentName));
        return PageDraft.OrNote(blocks);
    }

    private static IEnumerable<Block> UpAndDown(PageDraft draft)
    {
        if (draft.Report is not { Migrations: { } rows, Pyramid: { } tiers })
        {
            yield break;
        }

        var order = tiers
            .Select((t, place) => (t.Tier.Name, place))
            .ToDictionary(t => t.Name, t => t.place, StringComparer.Ordinal);
        var moves = rows.Where(r =>
                r.Kind == TierMigration.Kind && order.ContainsKey(r.From) && order.ContainsKey(r.To)
            )
            .ToList();
        var up = moves.Where(r => order[r.To] < order[r.From]).ToList();
        var down = moves.Where(r => order[r.To] > order[r.From]).ToList();
        if (up.Count + down.Count > 0)
        {
            yield return new Paragraph(
                $"{Sentence.Start(Wording.Count(up.Sum(r => (long)r.Customers), "customer"))} moved up to a better tier (net amount now {draft.Money(up.Sum(r => r.NetAmount.ToDouble()))}) and {Wording.Count(down.Sum(r => (long)r.Customers))} moved down ({draft.Money(down.Sum(r => r.NetAmount.ToDouble()))})."
            );
        }
    }
}
