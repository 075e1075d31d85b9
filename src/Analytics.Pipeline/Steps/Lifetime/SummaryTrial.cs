using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;
using Analytics.Core.Value;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>The models tried on a ready summary: there is no earlier day to prove them on, so likelihood alone chooses.</summary>
/// <param name="Choice">The model used, and every model tried.</param>
/// <param name="Covariates">The fit with covariates; null without.</param>
/// <param name="Spend">The fit of spend; null where the summary has no money.</param>
/// <param name="SpendCells">What it was made from.</param>
/// <param name="Cells">All histories.</param>
internal sealed record SummaryTrial(
    LifetimeChoice Choice,
    CovariateFit? Covariates,
    SpendFit? Spend,
    SpendCells? SpendCells,
    SummaryCells Cells
)
{
    /// <summary>Fits.</summary>
    /// <exception cref="UsageFault">Covariates without a model, or with one that takes none.</exception>
    /// <exception cref="DataFault">A model that these histories cannot bear.</exception>
    public static SummaryTrial Of(
        ReadySummary summary,
        LifetimeSettings settings,
        FitOptions options
    )
    {
        var cells = summary.Cells();
        var spendCells = summary.MeanSpend is { } mean
            ? SpendCells.From(summary.Frequency, mean, summary.Weight ?? [])
            : null;
        var spend = spendCells is null ? null : SpendFitter.Fit(spendCells, options);
        if (settings.Covariates.Count == 0)
        {
            return new SummaryTrial(
                LifetimeFits.Try(settings, cells, options, null),
                null,
                spend,
                spendCells,
                cells
            );
        }

        if (settings.Model is null)
        {
            throw new UsageFault(
                "--covariates needs a model that takes them: name it with --model pareto-nbd, bg-nbd or mbg-nbd"
            );
        }

        var model = LifetimeModels.Candidates(settings.Model)[0];
        var acts = Core.Fitting.Covariates.ActsOn(model);
        var fit = CovariateFitter.Fit(
            model,
            [.. summary.Groups().Select(g => new CovariateGroup(g.Values, g.Cells))],
            options
        );
        var report = fit.Base with
        {
            Coefficients =
            [
                .. fit.Coefficients.Select(
                    (value, i) =>
                        (
                            model.Parameters[acts[i / fit.CovariateCount].Parameter].Name
                                + ":"
                                + settings.Covariates[i % fit.CovariateCount],
                            value
                        )
                ),
            ],
        };
        var trial = new ModelTrial(report, null);
        return new SummaryTrial(
            report.IsFit
                ? new LifetimeChoice(
                    report.Name,
                    report.Lifetime(),
                    report,
                    [trial],
                    $"{report.Name} as asked: {report.Diagnosis.Words}"
                )
                : new LifetimeChoice(
                    report.Name,
                    EmpiricalRates.From(cells),
                    null,
                    [trial],
                    LifetimeFits.NotFit(report.Name, report.Diagnosis)
                ),
            fit,
            spend,
            spendCells,
            cells
        );
    }

    /// <summary>Who is valued by which model: with covariates one group per combination, at the best parameters.</summary>
    public IReadOnlyList<ValuedGroup> Groups(ReadySummary summary, ValueOptions options) =>
        Covariates is null
            ? [new ValuedGroup(Choice.Lifetime, LifetimeFits.Draws(Choice, Cells, options), Cells)]
            :
            [
                .. summary
                    .Groups()
                    .Select(g =>
                    {
                        var lifetime = Covariates.At(g.Values);
                        return new ValuedGroup(lifetime, [lifetime], g.Cells);
                    }),
            ];
}
