using System.Globalization;
using Analytics.Core.Backtest;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime.Covariates;
using Analytics.Core.Summaries;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>Fits the models with covariates too, and takes them where they earn their place: a lower AIC, and no worse forecast at the earlier days.</summary>
internal static class LifetimeCovariates
{
    private const string Suffix = "+covariates";

    /// <summary>The trial with covariates, or as it was with the reason in words; either way all that was tried is told.</summary>
    /// <param name="trial">The plain models tried.</param>
    /// <param name="covariates">The covariates of all customers.</param>
    /// <param name="days">The customer-days.</param>
    /// <param name="known">The customers the plain models were fitted on.</param>
    /// <param name="settings">The unit.</param>
    /// <param name="options">How to fit and back-test.</param>
    public static LifetimeTrial Apply(
        LifetimeTrial trial,
        CustomerCovariates covariates,
        CustomerDays days,
        SummaryColumns known,
        LifetimeSettings settings,
        BacktestOptions options
    )
    {
        if (trial.Choice.Fit is not { } plain)
        {
            return trial;
        }

        var cells = covariates.Of(trial.Cells, days, known, options.Fit.Threads);
        var fits = trial
            .Choice.Trials.Where(t => t.Fit.IsFit && CovariateModel.Takes(t.Fit.Model))
            .Select(t =>
                ModelFitter.Fit(
                    new CovariateModel(t.Fit.Model, covariates.Table, Suffix),
                    cells,
                    options.Fit
                )
            )
            .ToList();
        if (fits.Where(f => f.IsFit).MinBy(f => f.Aic) is not { } best)
        {
            return With(
                trial,
                [.. fits.Select(f => new ModelTrial(f, null))],
                fits.Count == 0
                    ? "Covariates are not used: no model that takes them is fit (pareto-nbd and the bg family do)"
                    : $"Covariates are not used: {fits[0].Label} is not fit for use: {fits[0].Diagnosis.Words}"
            );
        }

        var cuts = trial
            .Plan.Days.Select(day =>
                CutOff
                    .From(days, day, trial.Plan.HorizonDays, settings.Terms.Unit)
                    .ByGroup(covariates.GroupOf, covariates.Table.Values.Count)
            )
            .ToList();
        var proofs = cuts.Select(cut => Backtester.Run([best.Model], cut, options)).ToList();
        var plainProofs = trial.Backtests.Where(b => b.Fit.Model == plain.Model).ToList();
        var (error, plainError) = (Error(proofs), Error(plainProofs));
        // at a tie the simpler model stays
        var isEarned =
            best.Aic < plain.Aic && (proofs.Count == 0 || (error is { } e && e < plainError));
        var told = With(
            trial,
            [
                .. fits.Select(f => new ModelTrial(
                    f,
                    f == best ? proofs.LastOrDefault()?.Holdout : null
                )),
            ],
            Words(isEarned, best, plain, proofs, error, plainError)
        );
        told = told with { Backtests = [.. trial.Backtests, .. proofs] };
        return isEarned
            ? told with
            {
                Choice = told.Choice with
                {
                    Name = best.Name,
                    Fit = best,
                    Lifetime = best.Lifetime(),
                },
                Cells = cells,
                Latest = cuts.LastOrDefault(),
                Covariates = covariates,
            }
            : told;
    }

    private static LifetimeTrial With(LifetimeTrial trial, ModelTrial[] more, string words) =>
        trial with
        {
            Choice = trial.Choice with
            {
                Trials = [.. trial.Choice.Trials, .. more],
                Words = trial.Choice.Words + ". " + words,
            },
        };

    private static string Words(
        bool isEarned,
        FitReport best,
        FitReport plain,
        List<BacktestResult> proofs,
        double? error,
        double? plainError
    )
    {
        var words = Text(
            $"Covariates are {(isEarned ? "" : "not ")}used: {best.Label} has the AIC {best.Aic:F1}, {plain.Label} {plain.Aic:F1}"
        );
        return words
            + (
                proofs.Count == 0 ? "; no earlier day proves it"
                : error is null
                    ? "; at an earlier day they cannot be fitted: "
                        + proofs.First(p => p.Scores is null).Fit.Diagnosis.Words
                : Text(
                    $"; at {(proofs.Count == 1 ? "one cut-off" : $"{proofs.Count} cut-offs")} the error (root mean square) was {error:F4} purchases per customer with them, {plainError:F4} without"
                )
            );
    }

    /// <summary>Mean error over the cut-offs; null where there is none, or one without a forecast.</summary>
    private static double? Error(List<BacktestResult> proofs) =>
        proofs.Count == 0 || proofs.Exists(p => p.Scores is null)
            ? null
            : proofs.Average(p => p.Holdout!.Value.Rmse);

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
