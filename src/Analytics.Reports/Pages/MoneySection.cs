using Analytics.Reports.Charts;
using Analytics.Reports.Document;

namespace Analytics.Reports.Pages;

/// <summary>Where the money is: tiers, deciles and how unevenly value is spread.</summary>
internal static class MoneySection
{
    /// <summary>The blocks of the section.</summary>
    public static IReadOnlyList<Block> Blocks(PageDraft draft)
    {
        var report = draft.Report;
        var blocks = new List<Block>();
        blocks.AddRange(draft.Chart(PyramidBars.Name));
        if (report.Pyramid is { Count: > 0 } tiers)
        {
            blocks.Add(
                new TableBlock(
                    new Table(
                        [
                            "tier",
                            "customers",
                            "share_customers",
                            "value",
                            "share_value",
                            "min_value",
                            "mean_value",
                        ],
                        [
                            .. tiers.Select(t =>
                                new[]
                                {
                                    report.Language == "zh" ? t.Tier.ChineseName : t.Tier.Name,
                                    Wording.Count(t.Customers),
                                    Wording.Percent(t.ShareCustomers),
                                    Wording.Money(t.Value, ""),
                                    Wording.Percent(t.ShareValue),
                                    t.MinValue is { } least ? Wording.Money(least, "") : null,
                                    t.MeanValue is { } mean ? Wording.Money(mean, "") : null,
                                }
                            ),
                        ]
                    ),
                    draft.Text("table.pyramid"),
                    "pyramid.csv"
                )
            );
        }

        blocks.AddRange(draft.Chart(LorenzCurve.Name));
        blocks.AddRange(draft.Chart(DecileBars.Name));
        if (report.Negatives.Customers > 0)
        {
            blocks.Add(
                new Paragraph(
                    $"{Sentence.Start(Wording.Count(report.Negatives.Customers, "customer"))} returned more than they bought, {draft.Money(report.Negatives.Sum.ToDouble())} in all; shares and curve count them as zero."
                )
            );
        }

        return PageDraft.OrNote(blocks);
    }
}
