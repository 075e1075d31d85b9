using Analytics.Core.Backtest;
using Analytics.Core.Fitting;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;
using Analytics.Core.Time;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>The models tried, before anybody is valued by them.</summary>
/// <param name="Choice">The model used, and every model tried.</param>
/// <param name="Spend">The fit of spend, good or bad.</param>
/// <param name="SpendCells">What it was made from.</param>
/// <param name="Cells">The histories the models were fitted on.</param>
/// <param name="Plan">Where the back-test cut.</param>
/// <param name="Backtests">By cut-off and model, earliest first.</param>
/// <param name="Latest">The latest cut-off; null without a back-test.</param>
/// <param name="Clock">The seasonal clock of the histories; null for calendar time.</param>
/// <param name="SeasonWords">What became of a season that was asked for; null where none was.</param>
/// <param name="IsEarlier">True where the fit ends before the day the customers are valued.</param>
internal sealed record LifetimeTrial(
    LifetimeChoice Choice,
    SpendFit Spend,
    SpendCells SpendCells,
    SummaryCells Cells,
    CutOffPlan Plan,
    IReadOnlyList<BacktestResult> Backtests,
    CutOff? Latest,
    OperationalClock? Clock,
    string? SeasonWords,
    bool IsEarlier
)
{
    /// <summary>The covariates of the model used; null where it has none.</summary>
    public CustomerCovariates? Covariates { get; init; }
}
