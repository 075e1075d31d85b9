using Analytics.Core.Value;
using Analytics.Reports.Charts;
using Analytics.Reports.Document;
using static System.FormattableString;

namespace Analytics.Reports.Pages;

/// <summary>What customers will bring: the totals with their interval, the proof, the models tried, whom to act on.</summary>
internal static class ValueSection
{
    /// <summary>The blocks of the section.</summary>
    public static IReadOnlyList<Block> Blocks(PageDraft draft)
    {
        if (draft.Report.Lifetime is not { } lifetime)
        {
            draft.Notes.Add("Lifetime value was not estimated.");
            return PageDraft.OrNote([]);
        }

        var blocks = new List<Block> { new Paragraph(Totals(draft, lifetime)) };
        blocks.AddRange(lifetime.Remarks.Select(remark => new Paragraph(Closed(remark))));
        blocks.AddRange(draft.Chart(TrackingLines.Name));
        blocks.AddRange(draft.Chart(CalibrationBars.Name));
        if (lifetime.Proof.Count > 0)
        {
            blocks.Add(
                new TableBlock(Proof(lifetime.Proof), draft.Text("table.backtest"), "backtest.csv")
            );
        }

        if (lifetime.Tried.Count > 0)
        {
            blocks.Add(
                new TableBlock(Models(lifetime.Tried), draft.Text("table.models"), "lifetime.csv")
            );
        }

        blocks.Add(
            new TableBlock(Matrix(draft, lifetime), draft.Text("table.matrix"), "value_matrix.csv")
        );
        blocks.AddRange(Work(draft, lifetime));
        return blocks;
    }

    /// <summary>The bad news for the head of the page: no model is fit, or it loses to a naive baseline.</summary>
    public static IEnumerable<Block> Warnings(PageDraft draft) =>
        draft.Report.Lifetime is { } lifetime
        && (!lifetime.IsFit || lifetime.LosesToBaseline)
        && lifetime.Remarks.Count > 0
            ? [new Note(Closed(lifetime.Remarks[0]))]
            : [];

    private static string Totals(PageDraft draft, LifetimeReport lifetime) =>
        Invariant(
            $"Over the next {lifetime.Horizon} all customers together are expected to buy on {lifetime.Purchases:N0} days (80 % between {lifetime.Total.Purchases.Low:N0} and {lifetime.Total.Purchases.High:N0}) and to bring a discounted margin of "
        )
        + $"{draft.Money(lifetime.Value)} (80 % between {draft.Money(lifetime.Total.Value.Low)} and {draft.Money(lifetime.Total.Value.High)}).";

    private static string Closed(string sentence) =>
        sentence.EndsWith('.') ? sentence : sentence + ".";

    private static Table Proof(IEnumerable<ProofLine> lines) =>
        new(
            ["cutoff", "model", "actual", "predicted", "interval", "mae", "baseline_mae"],
            [
                .. lines.Select(p =>
                    new[]
                    {
                        Wording.Day(p.CutOff),
                        p.Model,
                        Invariant($"{p.Actual:N0}"),
                        p.Predicted is { } predicted ? Invariant($"{predicted:N0}") : null,
                        p.Total is { } total
                            ? Invariant($"{total.Low:N0} - {total.High:N0}")
                            : null,
                        p.Mae is { } mae ? Invariant($"{mae:0.000}") : null,
                        Invariant($"{p.BaselineMae:0.000}"),
                    }
                ),
            ]
        );

    private static Table Models(IEnumerable<TriedModel> tried) =>
        new(
            ["model", "chosen", "log_likelihood", "aic", "holdout_mae", "diagnosis"],
            [
                .. tried.Select(t =>
                    new[]
                    {
                        t.Model,
                        t.IsUsed ? "yes" : "",
                        Invariant($"{t.LogLikelihood:N1}"),
                        Invariant($"{t.Aic:N1}"),
                        t.HoldoutMae is { } mae ? Invariant($"{mae:0.000}") : null,
                        t.Diagnosis,
                    }
                ),
            ]
        );

    private static Table Matrix(PageDraft draft, LifetimeReport lifetime) =>
        new(
            ["current", "potential", "customers", "net_amount", "clv", "action"],
            [
                .. lifetime.Matrix.Select(r =>
                    new[]
                    {
                        r.Cell.Current,
                        r.Cell.Potential,
                        Wording.Count(r.Customers),
                        Wording.Money(r.NetAmount, ""),
                        Wording.Money(r.PotentialValue, ""),
                        draft.Report.Language == "zh" ? r.Cell.ChineseAction : r.Cell.Action,
                    }
                ),
            ]
        );

    private static IEnumerable<Block> Work(PageDraft draft, LifetimeReport lifetime)
    {
        if (lifetime.Work.Count == 0)
        {
            draft.Notes.Add(
                "No customer is worth a contact at the assumed gain and cost, so the worklist is empty."
            );
            yield break;
        }

        yield return new TableBlock(
            new Table(
                ["reason", "customers", "at_stake", "gain", "cost"],
                [
                    .. lifetime.Work.Select(w =>
                        new[]
                        {
                            w.Reason.Name(),
                            Wording.Count(w.Customers),
                            Wording.Money(w.AtStake, ""),
                            Wording.Money(w.Gain, ""),
                            Wording.Money(w.Cost, ""),
                        }
                    ),
                ]
            ),
            draft.Text("table.work"),
            "worklist.csv"
        );
        draft.Notes.Add(
            $"That a contact brings {Wording.Percent(lifetime.SaveRate)} of the value at stake is an assumption (--save-rate); only an experiment with customers left alone can tell."
        );
    }
}
