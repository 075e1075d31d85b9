using Analytics.Core.Backtest;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Value;
using Analytics.Pipeline.Runs;
using Analytics.Reports.Document;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>The tables of lifetime value, columns as in the contract.</summary>
internal static class LifetimeTables
{
    private static readonly string[] FitColumns =
    [
        "model",
        "chosen",
        "parameters",
        "log_likelihood",
        "aic",
        "exit_reason",
        "diagnosis",
        "holdout_mae",
        "holdout_bias",
        "baseline_mae",
        "gradient_norm",
        "iterations",
    ];

    /// <summary>The rows of <c>lifetime.csv</c>: one per model tried, empirical rates where none is fit, and the spend model.</summary>
    public static Table Fits(LifetimeChoice choice, SpendFit? spend)
    {
        var rows = choice
            .Trials.Select(t => Row(t.Fit, t.Fit == choice.Fit ? "true" : "false", t.Holdout))
            .ToList();
        if (choice.Name == EmpiricalRates.Name)
        {
            rows.Add([
                choice.Name,
                "true",
                null,
                null,
                null,
                null,
                choice.Words,
                null,
                null,
                null,
                null,
                null,
            ]);
        }

        if (spend is not null)
        {
            rows.Add(Row(spend));
        }

        return new Table(FitColumns, rows);
    }

    /// <summary>
    /// The rows of <c>lifetime_parameters.csv</c>: 95 % intervals by profile likelihood of the model used, those by curvature beside them. A limit
    /// is blank where the likelihood never falls far enough.
    /// </summary>
    public static Table Parameters(LifetimeResult result) =>
        new(
            ["model", "parameter", "estimate", "lo95", "hi95", "wald_lo95", "wald_hi95"],
            result.Intervals.Select((interval, i) => Row(result.Choice.Fit!, interval, i)).ToList()
        );

    /// <summary>The row of the spend model alone.</summary>
    public static Table SpendFitAlone(SpendFit spend) => new(FitColumns, [Row(spend)]);

    /// <summary>The same models for the manifest.</summary>
    public static IReadOnlyList<RunModel> Models(LifetimeResult result) =>
        [
            .. result.Choice.Trials.Select(t => new RunModel(
                t.Fit.Name,
                t.Fit == result.Choice.Fit,
                t.Fit.ParameterText,
                t.Fit.Exit.Name(),
                t.Fit.Diagnosis.Label
            )),
            .. result.Spend is { } spend
                ? (RunModel[])
                    [
                        new RunModel(
                            LifetimeModels.GammaGamma,
                            spend.IsFit,
                            IsTried(spend) ? spend.ParameterText : "",
                            IsTried(spend) ? spend.Exit.Name() : "not-tried",
                            spend.Diagnosis.Label
                        ),
                    ]
                : [],
        ];

    /// <summary>The rows of <c>backtest.csv</c>.</summary>
    public static Table Backtests(IEnumerable<BacktestResult> results) =>
        new(
            [
                "cutoff",
                "model",
                "customers",
                "actual",
                "predicted",
                "mae",
                "baseline_mae",
                "bias",
                "tracking_signal",
                "pit_share",
                "total_lo80",
                "total_hi80",
                "horizon_days",
            ],
            results
                .OrderBy(r => r.CutOffDay)
                .Select(r =>
                    (IReadOnlyList<string?>)
                        [
                            Day(r.CutOffDay),
                            r.Fit.Name,
                            Cells.Of(r.Customers),
                            Cells.Of(r.Actual),
                            Cells.Of(r.Scores?.Predicted),
                            Cells.Of(r.Scores?.Errors.Mae),
                            Cells.Of(r.BaselineMae),
                            Cells.Of(r.Scores?.Errors.Bias),
                            Cells.Of(r.Scores?.ByWeek.TrackingSignal),
                            Cells.Of(r.Scores?.Pit?.Share),
                            Cells.Of(r.Scores?.Total?.Low),
                            Cells.Of(r.Scores?.Total?.High),
                            Cells.Of(r.HorizonDays),
                        ]
                )
                .ToList()
        );

    /// <summary>The rows of <c>forecast.csv</c>; a week is named by its first day.</summary>
    public static Table Forecast(WeeklyForecast? forecast, int asOfDay) =>
        new(
            [
                "week",
                "purchases",
                "purchases_lo80",
                "purchases_hi80",
                "revenue",
                "revenue_lo80",
                "revenue_hi80",
            ],
            Enumerable
                .Range(0, forecast?.Purchases.Length ?? 0)
                .Select(w =>
                    (IReadOnlyList<string?>)
                        [
                            Day(asOfDay + 1 + (7 * w)),
                            Cells.Of(forecast!.Purchases[w]),
                            Cells.Of(forecast.PurchasesInterval[w].Low),
                            Cells.Of(forecast.PurchasesInterval[w].High),
                            Cells.Of(forecast.Revenue[w]),
                            Cells.Of(forecast.RevenueInterval[w].Low),
                            Cells.Of(forecast.RevenueInterval[w].High),
                        ]
                )
                .ToList()
        );

    /// <summary>The rows of <c>tracking.csv</c>.</summary>
    public static Table Tracked(IEnumerable<TrackingWeek> weeks) =>
        new(
            ["week", "actual", "expected", "holdout"],
            weeks
                .Select(w =>
                    (IReadOnlyList<string?>)
                        [
                            Day(w.Day),
                            Cells.Of(w.Actual),
                            Cells.Of(w.Expected),
                            w.IsHoldout ? "true" : "false",
                        ]
                )
                .ToList()
        );

    /// <summary>The rows of <c>calibration.csv</c>.</summary>
    public static Table Calibrated(IEnumerable<CalibrationClass> classes) =>
        new(
            ["frequency", "customers", "predicted", "actual"],
            classes
                .Select(c =>
                    (IReadOnlyList<string?>)
                        [
                            Cells.Of(c.Frequency) + (c.IsOpen ? "+" : ""),
                            Cells.Of(c.Customers),
                            Cells.Of(c.Predicted),
                            Cells.Of(c.Actual),
                        ]
                )
                .ToList()
        );

    private static IReadOnlyList<string?> Row(
        FitReport fit,
        string chosen,
        HoldoutScore? holdout
    ) =>
        [
            fit.Name,
            chosen,
            fit.ParameterText,
            Cells.Of(fit.LogLikelihood),
            Cells.Of(fit.Aic),
            fit.Exit.Name(),
            fit.Diagnosis.Text,
            Cells.Of(holdout?.Mae),
            Cells.Of(holdout?.Bias),
            Cells.Of(holdout?.BaselineMae),
            Cells.Of(fit.GradientNorm),
            Cells.Of(fit.Iterations),
        ];

    private static IReadOnlyList<string?> Row(FitReport fit, ProfileInterval interval, int index)
    {
        var role =
            index < fit.Model.Parameters.Count ? fit.Model.Parameters[index] : new ParameterRole();
        string? Told(double? limit) =>
            limit is > 0 and < double.PositiveInfinity and { } l ? Cells.Of(role.Told(l)) : null;
        return
        [
            fit.Label,
            interval.Parameter,
            Told(interval.Estimate),
            Told(interval.Low),
            Told(interval.High),
            Told(interval.WaldLow),
            Told(interval.WaldHigh),
        ];
    }

    // the spend model is chosen beside a lifetime model, not instead of one
    private static IReadOnlyList<string?> Row(SpendFit fit) =>
        [
            LifetimeModels.GammaGamma,
            fit.IsFit ? "spend" : "false",
            IsTried(fit) ? fit.ParameterText : null,
            IsTried(fit) ? Cells.Of(fit.LogLikelihood) : null,
            IsTried(fit) ? Cells.Of(fit.Aic) : null,
            IsTried(fit) ? fit.Exit.Name() : "not-tried",
            fit.Diagnosis.Text,
            null,
            null,
            null,
            IsTried(fit) ? Cells.Of(fit.GradientNorm) : null,
            Cells.Of(fit.Iterations),
        ];

    private static bool IsTried(SpendFit fit) => fit.Curvature.Length > 0;

    private static string Day(int day) => Cells.Of(DateOnly.FromDayNumber(day));
}
