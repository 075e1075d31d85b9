using System.Globalization;
using Analytics.Core.Backtest;
using Analytics.Core.Fitting;
using Analytics.Core.Summaries;
using Analytics.Core.Time;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>Puts the chosen model on a seasonal clock, where an earlier day shows that it foretells the weeks better for it.</summary>
internal static class LifetimeSeason
{
    // further than any next purchase that is printed
    private const int DaysAhead = 2000;

    /// <summary>The trial by a seasonal clock, or as it was, with the reason in words.</summary>
    /// <param name="trial">The models tried in calendar time.</param>
    /// <param name="days">The customer-days.</param>
    /// <param name="firstDay">First purchase day.</param>
    /// <param name="fitDay">The last day the fit sees.</param>
    /// <param name="lastDay">Last day of the data.</param>
    /// <param name="settings">Horizon and unit.</param>
    /// <param name="options">How to back-test.</param>
    public static LifetimeTrial Apply(
        LifetimeTrial trial,
        CustomerDays days,
        int firstDay,
        int fitDay,
        int lastDay,
        LifetimeSettings settings,
        BacktestOptions options
    )
    {
        if (trial.Choice.Fit is not { } fit)
        {
            return trial with { SeasonWords = "Season is not used: no model is fit" };
        }

        var horizon = settings.Terms.Horizon.WholeDays;
        var length =
            lastDay > fitDay
                ? lastDay - fitDay
                : Math.Min(horizon, fitDay - firstDay - OperationalClock.FewestDays) / 7 * 7;
        var cut = lastDay > fitDay ? fitDay : fitDay - length;
        var unit = settings.Terms.Unit;
        if (
            length < CutOffPlan.ShortestDays
            || OperationalClock.Learn(days, cut, cut + length) is not { } known
        )
        {
            return trial with
            {
                SeasonWords = Text(
                    $"Season is not used: it takes two years of data before an earlier day and four weeks after it to prove it; there are {fitDay - firstDay + 1} days"
                ),
            };
        }

        var cutOff = CutOff.From(days, cut, length, unit, known);
        var seasonal = Backtester.Run([fit.Model], cutOff, options);
        var plain = Backtester.Run(
            [fit.Model],
            CutOff.From(days, cut, length, unit),
            options with
            {
                Spread = false,
            }
        );
        if (
            seasonal.Scores?.ByWeek.Mae is not { } with
            || plain.Scores?.ByWeek.Mae is not { } without
            || with >= without
        )
        {
            return trial with
            {
                SeasonWords = Text(
                    $"Season is not used: in the back-test the weeks were off by {seasonal.Scores?.ByWeek.Mae:F1} purchases with it and {plain.Scores?.ByWeek.Mae:F1} without"
                ),
            };
        }

        var clock = OperationalClock.Learn(days, fitDay, fitDay + horizon + DaysAhead)!;
        var cells = CutOff.From(days, fitDay, length, unit, clock).Cells;
        var refit = ModelFitter.Fit(fit.Model, cells, options.Fit);
        if (!refit.IsFit)
        {
            return trial with { SeasonWords = $"Season is not used: {refit.Diagnosis.Words}" };
        }

        refit = refit with
        {
            // in calendar time, so that it stands beside the others
            LogLikelihood = refit.LogLikelihood + clock.LogRates(days, fitDay),
            Coefficients =
            [
                .. clock.Waves.Select(
                    (share, i) =>
                        (Text($"season_{(i % 2 == 0 ? "sin" : "cos")}{(i / 2) + 1}"), share)
                ),
            ],
        };
        var words = Text(
            $"Season is used: in the back-test the weeks were off by {with:F1} purchases with it and {without:F1} without; the busiest week runs at {clock.Index.Max():F2} times the mean, the quietest at {clock.Index.Min():F2}"
        );
        return trial with
        {
            Choice = trial.Choice with
            {
                Fit = refit,
                Lifetime = refit.Lifetime(),
                Trials = [.. trial.Choice.Trials, new ModelTrial(refit, seasonal.Holdout)],
            },
            Cells = cells,
            Backtests = [.. trial.Backtests.Where(b => b.Fit.Model != fit.Model), seasonal],
            Latest = cutOff,
            Clock = clock,
            SeasonWords = words,
        };
    }

    /// <summary>Histories of the customers of a summary by the clock; those without a purchase get no cell.</summary>
    public static SummaryCells Cells(
        CustomerDays days,
        SummaryColumns summary,
        OperationalClock clock,
        TimeUnit unit,
        int threads
    )
    {
        var rowOf = new int[days.CustomerCount];
        var seen = CustomerDaysFold.CustomersSeen(days, summary.AsOfDay, threads);
        for (var row = 0; row < seen.Length; row++)
        {
            rowOf[seen[row]] = row;
        }

        var known = CutOff.From(days, summary.AsOfDay, 7, unit, clock);
        return known.Cells.Within(
            Array.ConvertAll(known.Customer, customer => rowOf[customer]),
            summary.Count
        );
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
