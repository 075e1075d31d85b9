using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Lifetime.Covariates;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;
using Analytics.Core.Value;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>The models tried on a ready summary: there is no earlier day to prove them on, so likelihood alone chooses.</summary>
/// <param name="Choice">The model used, and every model tried.</param>
/// <param name="Spend">The fit of spend; null where the summary has no money.</param>
/// <param name="SpendCells">What it was made from.</param>
/// <param name="Cells">All histories, with covariates by group.</param>
internal sealed record SummaryTrial(
    LifetimeChoice Choice,
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

        var (table, groupOf) = CovariateTable.Of(settings.Covariates, summary.Covariates);
        var grouped = cells.ByGroup(groupOf, table.Values.Count, summary.Weight ?? []);
        var model = new CovariateModel(LifetimeModels.Candidates(settings.Model)[0], table, "");
        return new SummaryTrial(
            LifetimeFits.Try([model], grouped, options, null),
            spend,
            spendCells,
            grouped
        );
    }

    /// <summary>Who is valued by which model.</summary>
    public IReadOnlyList<ValuedGroup> Groups(ValueOptions options) =>
        [new ValuedGroup(Choice.Lifetime, LifetimeFits.Draws(Choice, Cells, options), Cells)];
}
