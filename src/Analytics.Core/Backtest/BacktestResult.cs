using Analytics.Core.Fitting;
using Analytics.Core.Value;

namespace Analytics.Core.Backtest;

/// <summary>One model at one cut-off.</summary>
/// <param name="CutOffDay">The last day that was known.</param>
/// <param name="HorizonDays">Days that were foretold.</param>
/// <param name="Fit">The refit, good or bad.</param>
/// <param name="Customers">Customers known then.</param>
/// <param name="Actual">Purchase days that followed.</param>
/// <param name="Baselines">Errors of the naive baselines per customer, by name.</param>
/// <param name="Scores">What the model foretold; null where it was not fit for use.</param>
public sealed record BacktestResult(
    int CutOffDay,
    int HorizonDays,
    FitReport Fit,
    int Customers,
    double Actual,
    IReadOnlyList<BaselineErrors> Baselines,
    BacktestScores? Scores
)
{
    /// <summary>Error of the best baseline.</summary>
    public double BaselineMae => Baselines.Min(b => b.Errors.Mae);

    /// <summary>What model choice looks at; null where the model was not fit for use.</summary>
    public HoldoutScore? Holdout =>
        Scores is null
            ? null
            : new HoldoutScore(
                Scores.Errors.Mae,
                Math.Sqrt(Scores.Errors.Mse),
                Scores.Errors.Bias,
                BaselineMae
            );
}

/// <summary>Errors of one naive baseline.</summary>
/// <param name="Name"><c>same-as-last-period</c> or <c>cohort-mean</c>.</param>
/// <param name="Predicted">Its total.</param>
/// <param name="Errors">Per customer.</param>
public sealed record BaselineErrors(string Name, double Predicted, ForecastErrors Errors);

/// <summary>How well a fitted model foretold.</summary>
/// <param name="Predicted">Purchase days foretold for all customers.</param>
/// <param name="Total">80 % interval of that total; null where only points were foretold.</param>
/// <param name="Errors">Per customer.</param>
/// <param name="ByWeek">Errors of the weekly totals, with the tracking signal over the weeks.</param>
/// <param name="Pit">Check of the spread of single customers; null where only points were foretold.</param>
public sealed record BacktestScores(
    double Predicted,
    Interval80? Total,
    ForecastErrors Errors,
    ForecastErrors ByWeek,
    RandomisedPit? Pit
);
