using Analytics.Reports.Document;

namespace Analytics.Reports.Pages;

/// <summary>Where every row of the inputs went.</summary>
internal static class AccountSection
{
    /// <summary>The blocks of the section.</summary>
    public static IReadOnlyList<Block> Blocks(PageDraft draft)
    {
        if (draft.Report.Account is not { Count: > 0 } lines)
        {
            draft.Notes.Add("The rows of the inputs were not counted.");
            return PageDraft.OrNote([]);
        }

        return
        [
            new TableBlock(
                new Table(
                    ["what", "rows", "amount"],
                    [
                        .. lines.Select(l =>
                            new[]
                            {
                                l.What,
                                Wording.Count(l.Rows),
                                l.Amount is { } sum ? Wording.Money(sum, "") : null,
                            }
                        ),
                    ]
                ),
                draft.Text("table.account"),
                "reconciliation.json"
            ),
        ];
    }
}
