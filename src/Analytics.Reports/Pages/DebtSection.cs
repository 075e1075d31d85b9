using Analytics.Reports.Charts;
using Analytics.Reports.Document;
using static System.FormattableString;

namespace Analytics.Reports.Pages;

/// <summary>Who pays late: what is at risk, how lateness grows, and what to do about it.</summary>
internal static class DebtSection
{
    /// <summary>The blocks of the section.</summary>
    public static IReadOnlyList<Block> Blocks(PageDraft draft, DebtReport debts)
    {
        var blocks = new List<Block> { new Paragraph(AtRisk(draft, debts)), Todo(draft, debts) };
        foreach (
            var chart in new[]
            {
                RollHeatMap.Name,
                AgeingBars.Name,
                VintageLines.Name,
                RollBoard.Name,
                CapacityCurve.Name,
            }
        )
        {
            blocks.AddRange(draft.Chart(chart));
        }

        blocks.Add(
            new TableBlock(Standing(draft, debts), draft.Text("table.standing"), "provision.csv")
        );
        return blocks;
    }

    private static string AtRisk(PageDraft draft, DebtReport debts)
    {
        var exposure = debts.Standing.Sum(s => s.Exposure ?? 0);
        return debts.Standing.All(s => s.Exposure is null)
            ? Invariant(
                $"{debts.Accounts:N0} accounts are followed by their state alone; no money was read."
            )
            : Invariant(
                $"{debts.Accounts:N0} accounts owe {draft.Money(exposure)}; {draft.Money(debts.Standing.Sum(s => s.Loss ?? 0))} of it is expected to be lost within twelve months, if {Wording.Percent(debts.Lgd)} is lost of what goes bad ({debts.LgdSource}). Probabilities are the roll rates of each type; models with their proof come from crm delinquency train."
            );
    }

    private static Paragraph Todo(PageDraft draft, DebtReport debts)
    {
        var parts = debts
            .Actions.Where(a => a.Name != "none" && a.Accounts > 0)
            .Select(a =>
                $"{Wording.Count(a.Accounts, a.Name)} at a cost of {draft.Money(a.Cost)} should bring {draft.Money(a.Gain)} more than doing nothing"
            )
            .ToList();
        var alone = debts.Actions.Where(a => a.Name == "none").Sum(a => a.Accounts);
        return new Paragraph(
            (
                parts.Count == 0
                    ? "No letter and no call is worth its cost. "
                    : Sentence.Start(Wording.And(parts)) + ". "
            )
                + $"{Sentence.Start(Wording.Count(alone, "account"))} are left alone (plan.csv); writing to those who are best left alone would lose {draft.Money(debts.Waste)}."
        );
    }

    private static Table Standing(PageDraft draft, DebtReport debts) =>
        new(
            ["state", "accounts", "exposure", "pd_12", "expected_loss"],
            [
                .. debts.Standing.Select(s =>
                    new[]
                    {
                        s.State,
                        Wording.Count(s.Accounts),
                        s.Exposure is { } exposure ? draft.Money(exposure) : null,
                        s.Pd12 is { } pd ? Wording.Percent(pd) : null,
                        s.Loss is { } loss ? draft.Money(loss) : null,
                    }
                ),
            ]
        );
}
