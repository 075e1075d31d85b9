using Analytics.Core.Backtest;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Pyramid;
using Analytics.Core.Segments;
using Analytics.Core.Summaries;
using Analytics.Core.Time;
using Analytics.Core.Value;
using Analytics.Reports.Pages;

namespace Analytics.Reports.Tests.Data;

/// <summary>Lifetime value of a made-up shop by one model, with its back-test.</summary>
internal static class ShopLifetime
{
    private static readonly BacktestOptions Options = new() { Draws = 50, ParameterDraws = 10 };

    /// <summary>What the page says of it; null where the model is not fit.</summary>
    public static LifetimeReport? Of(CustomerDays days, SummaryColumns summary)
    {
        var cells = CellGrouping.FromSummary(summary, TimeUnit.Week);
        if (cells.RepeatBuyers < 50)
        {
            return null;
        }

        var fit = ModelFitter.Fit(LifetimeModels.Candidates("mbg-nbd")[0], cells, Options.Fit);
        var cutOff = CutOff.From(days, summary.AsOfDay - 182, 182, TimeUnit.Week);
        var proof = Backtester.Run([fit.Model], cutOff, Options);
        if (!fit.IsFit || proof.Scores is null)
        {
            return null;
        }

        var spend = new SpendEstimates(
            [.. Enumerable.Range(0, summary.Count).Select(summary.MonetaryValue)],
            "own mean"
        );
        var terms = new ClvTerms();
        var values = CustomerValues.Of(
            [new ValuedGroup(fit.Lifetime(), [fit.Lifetime()], cells)],
            spend,
            spend.PerPurchase,
            null,
            terms,
            new ValueOptions { Draws = 40 }
        );
        var clv = Core.Money.MoneyColumn.FromDoubles(values.Clv, summary.MoneyScale);
        var (current, potential) = (
            ValuePyramid.Of(ValueRanking.Of(summary, summary.Net), TierSettings.ByCustomers),
            ValuePyramid.Of(ValueRanking.Of(summary, clv), TierSettings.ByCustomers)
        );
        return new LifetimeReport
        {
            Horizon = "365d",
            Model = fit.Name,
            IsFit = true,
            LosesToBaseline = true,
            Remarks = ["The model loses to a naive baseline, for this page is to show it"],
            Purchases = values.ExpectedTotal,
            Value = values.ClvTotal,
            Total = values.Total,
            Tried =
            [
                new TriedModel(
                    fit.Label,
                    true,
                    fit.LogLikelihood,
                    fit.Aic,
                    proof.Scores.Errors.Mae,
                    fit.Diagnosis.Label
                ),
            ],
            Proof =
            [
                new ProofLine(
                    DateOnly.FromDayNumber(cutOff.Day),
                    fit.Label,
                    proof.Actual,
                    proof.Scores.Predicted,
                    proof.Scores.Total,
                    proof.Scores.Errors.Mae,
                    proof.BaselineMae
                ),
            ],
            Tracking = Tracking.Of(proof.Fit.Lifetime(), days, cutOff, 1),
            Calibration = CalibrationClass.Of(proof.Fit.Lifetime(), cutOff),
            Matrix = ValueMatrix.Of(current, potential, summary.Net, clv),
            Work =
            [
                .. Worklist
                    .Of(
                        summary,
                        Lifecycle.Of(days, summary, values.PAlive, 1),
                        values,
                        row => ValueMatrix.IsToGrow(current, potential, row),
                        [],
                        _ => false,
                        new ContactTerms()
                    )
                    .GroupBy(w => w.Reason)
                    .OrderBy(g => g.Key)
                    .Select(g => new WorkTotal(
                        g.Key,
                        g.Count(),
                        g.Sum(w => w.ValueAtStake),
                        g.Sum(w => w.ExpectedGain),
                        g.Sum(w => w.Cost)
                    )),
            ],
            SaveRate = 0.05,
        };
    }
}
