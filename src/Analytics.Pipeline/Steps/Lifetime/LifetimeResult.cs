using Analytics.Core.Backtest;
using Analytics.Core.Fitting;
using Analytics.Core.Summaries;
using Analytics.Core.Value;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>Lifetime value of a base with all that proves it.</summary>
public sealed record LifetimeResult
{
    /// <summary>The model used, and every model tried.</summary>
    public required LifetimeChoice Choice { get; init; }

    /// <summary>The fit of spend; null where money was not looked at.</summary>
    public required SpendFit? Spend { get; init; }

    /// <summary>Expected spend per purchase day, and where it comes from.</summary>
    public required SpendEstimates SpendEstimates { get; init; }

    /// <summary>The columns of the customers.</summary>
    public required CustomerValues Values { get; init; }

    /// <summary>Intervals of the parameters of the model used and of what a new customer is expected to buy within the horizon; empty where none is fit.</summary>
    public IReadOnlyList<ProfileInterval> Intervals { get; init; } = [];

    /// <summary>Unit, horizon, discount and margin; the margin is net of returns where the policy says so.</summary>
    public required ClvTerms Terms { get; init; }

    /// <summary>Histories of the customers that were valued.</summary>
    public required SummaryCells Cells { get; init; }

    /// <summary>1 - refunds / gross of the whole base under the policy net, else 1.</summary>
    public double ReturnsFactor { get; init; } = 1;

    /// <summary>What became of a season that was asked for; null where none was.</summary>
    public string? SeasonWords { get; init; }

    /// <summary>Where the back-test cut.</summary>
    public CutOffPlan Plan { get; init; } = CutOffPlan.None;

    /// <summary>Back-tests by cut-off and model, earliest first.</summary>
    public IReadOnlyList<BacktestResult> Backtests { get; init; } = [];

    /// <summary>Purchases and revenue of the weeks to come.</summary>
    public WeeklyForecast? Forecast { get; init; }

    /// <summary>Actual and expected purchases week by week at the latest cut-off; empty without a back-test.</summary>
    public IReadOnlyList<TrackingWeek> Tracking { get; init; } = [];

    /// <summary>Foretold and actual purchases by frequency at the latest cut-off; empty without a back-test.</summary>
    public IReadOnlyList<CalibrationClass> Calibration { get; init; } = [];

    /// <summary>Sentences about what the numbers rest on, most important first.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>True where a model is fit; otherwise the empirical rates stand in, and nobody's p_alive is known.</summary>
    public bool IsFit => Choice.Fit is not null;

    /// <summary>Back-tests of the model used that gave a forecast, earliest first.</summary>
    public IEnumerable<BacktestResult> OfChosen =>
        Backtests.Where(b => b.Scores is not null && b.Fit.Model == Choice.Fit?.Model);

    /// <summary>True where the model used foretold worse than the best naive baseline, on average over its cut-offs.</summary>
    public bool LosesToBaseline =>
        OfChosen.Any()
        && OfChosen.Average(b => b.Scores!.Errors.Mae) > OfChosen.Average(b => b.BaselineMae);
}
