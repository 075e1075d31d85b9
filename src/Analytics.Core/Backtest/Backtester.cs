using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using Analytics.Core.Time;
using Analytics.Core.Value;

namespace Analytics.Core.Backtest;

/// <summary>Cuts time, refits on what was known, foretells, compares with what came and with naive baselines.</summary>
public static class Backtester
{
    private const int NoisePerDraw = 25;

    /// <summary>One model, or one family of which the likelihood at the cut-off chooses, at one cut-off.</summary>
    /// <param name="models">Candidates of one name.</param>
    /// <param name="cutOff">What was known and what followed.</param>
    /// <param name="options">How to do it.</param>
    public static BacktestResult Run(
        IReadOnlyList<ILifetimeModel> models,
        CutOff cutOff,
        BacktestOptions options
    )
    {
        var fit = ModelFitter.FitBest(models, cutOff.Cells, options.Fit);
        var actual = Array.ConvertAll(cutOff.Actual, n => (double)n);
        return new BacktestResult(
            cutOff.Day,
            cutOff.HorizonDays,
            fit,
            actual.Length,
            actual.Sum(),
            [
                Baseline("same-as-last-period", NaiveBaselines.SameAsLastPeriod(cutOff), actual),
                Baseline("cohort-mean", NaiveBaselines.CohortMean(cutOff), actual),
            ],
            fit.IsFit ? Score(fit, cutOff, actual, options) : null
        );
    }

    private static BaselineErrors Baseline(string name, double[] forecast, double[] actual) =>
        new(name, forecast.Sum(), ForecastErrors.Of(forecast, actual));

    private static BacktestScores Score(
        FitReport fit,
        CutOff cutOff,
        double[] actual,
        BacktestOptions options
    )
    {
        var (cells, lifetime, threads) = (cutOff.Cells, fit.Lifetime(), options.Fit.Threads);
        var futures = options.Spread
            ? CellFutures.Simulate(
                lifetime,
                cells,
                cutOff.Horizon,
                options.DrawsFor(cells.Count),
                options.Seed,
                threads
            )
            : null;
        var expected = new double[cells.Count];
        FixedBlocks.Each(
            cells.Count,
            threads,
            (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    var history = cells.At(i);
                    expected[i] = lifetime.Expected(history, cutOff.Horizon);
                }
            }
        );
        var forecast = new double[actual.Length];
        cells.Spread(expected, forecast, 0);
        return new BacktestScores(
            forecast.Sum(),
            futures is null ? null : Total(fit, cutOff, futures, options),
            ForecastErrors.Of(forecast, actual),
            ForecastErrors.Of(Tracking.Ahead(lifetime, cutOff, threads), cutOff.ActualByWeek),
            futures?.Pit(cells.CellOf, cutOff.Actual, options.Seed)
        );
    }

    /// <summary>Parameters from the posterior, and the noise of many customers around their sum, which is normal.</summary>
    private static Interval80 Total(
        FitReport fit,
        CutOff cutOff,
        CellFutures futures,
        BacktestOptions options
    )
    {
        var threads = options.Fit.Threads;
        var posterior = ParameterPosterior.Sample(
            fit,
            cutOff.Cells,
            options.ParameterDraws,
            options.Seed,
            threads
        );
        var spread = Math.Sqrt(futures.TotalVariance(cutOff.Cells.Weight));
        var chance = new Chance(options.Seed, -1);
        var totals = new List<double>();
        foreach (var draw in posterior.Draws)
        {
            var mean = ExpectedTotals.At(
                fit.Model.At(draw),
                cutOff.Cells,
                [cutOff.Horizon],
                threads
            )[0];
            for (var k = 0; k < NoisePerDraw; k++)
            {
                totals.Add(Math.Max(0, mean + (spread * chance.Normal())));
            }
        }

        return Quantiles.Interval(totals.ToArray());
    }
}
