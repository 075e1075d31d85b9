using Analytics.Reports.Charts;
using Analytics.Reports.Document;
using static System.FormattableString;

namespace Analytics.Reports.Pages;

/// <summary>Who is about to leave: how many, how well the model tells them, and what contacting them should save.</summary>
internal static class ChurnSection
{
    /// <summary>The blocks of the section.</summary>
    public static IReadOnlyList<Block> Blocks(PageDraft draft)
    {
        if (draft.Report.Churn is not { } churn)
        {
            draft.Notes.Add("Churn was not estimated.");
            return PageDraft.OrNote([]);
        }

        var blocks = new List<Block>
        {
            new Paragraph(
                Invariant(
                    $"Of {churn.Scored:N0} customers scored, {churn.Expected:N0} are expected not to buy in the next {churn.HorizonDays} days. Which model is used was decided on one window of days ({churn.Model} had the lowest log loss) and tested on a later one."
                )
            ),
            new Paragraph(Contacts(draft, churn)),
        };
        blocks.AddRange(draft.Chart(LiftBars.Name));
        blocks.AddRange(draft.Chart(ChurnCalibrationPoints.Name));
        blocks.Add(
            new TableBlock(Rules(churn.Rules), draft.Text("table.churn"), "churn_models.csv")
        );
        blocks.Add(
            new TableBlock(
                Columns(churn.Columns),
                draft.Text("table.importance"),
                "churn_columns.csv"
            )
        );
        return blocks;
    }

    private static string Contacts(PageDraft draft, ChurnReport churn)
    {
        if (churn.Contacts == 0)
        {
            draft.Notes.Add(
                "No customer is worth a retention contact at the assumed save rate and cost, so retention.csv is empty."
            );
            return "No customer is worth a retention contact at the assumed save rate and cost.";
        }

        draft.Notes.Add(
            $"That a retention contact saves {Wording.Percent(churn.SaveRate)} of the margin at stake is an assumption (--save-rate)."
        );
        return $"{Wording.Count(churn.Contacts, "customer")} are worth a contact (retention.csv): it should save a margin of {draft.Money(churn.Saved.Value)} (95 % between {draft.Money(churn.Saved.Low)} and {draft.Money(churn.Saved.High)}) at a cost of {draft.Money(churn.Cost)}.";
    }

    private static Table Rules(IEnumerable<ChurnRule> rules) =>
        new(
            ["model", "auc", "auc_interval", "log_loss", "brier", "lift", "slope"],
            [
                .. rules.Select(r =>
                    new[]
                    {
                        r.Name,
                        Invariant($"{r.Auc:0.000}"),
                        Invariant($"{r.AucLow:0.000} - {r.AucHigh:0.000}"),
                        Invariant($"{r.LogLoss:0.0000}"),
                        Invariant($"{r.Brier:0.0000}"),
                        Invariant($"{r.Lift:0.00}"),
                        r.Slope is { } slope ? Invariant($"{slope:0.00}") : null,
                    }
                ),
            ]
        );

    private static Table Columns(IEnumerable<ChurnColumn> columns) =>
        new(
            ["column", "auc_loss"],
            [.. columns.Select(c => new[] { c.Name, Invariant($"{c.AucLoss:0.0000}") })]
        );
}
