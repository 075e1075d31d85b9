using Analytics.Core.Backtest;
using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Money;
using Analytics.Core.Summaries;
using Analytics.Core.Tests.Lifetime;
using Analytics.Core.Time;
using Analytics.Core.Value;
using Xunit.Abstractions;

namespace Analytics.Core.Tests.Backtest;

public class BacktestTests(ITestOutputHelper output)
{
    private static readonly BacktestOptions Options = new()
    {
        Fit = new FitOptions { Threads = 2, RandomStarts = 0 },
    };

    [Theory]
    [InlineData("pareto-nbd", 1665.5, .7545)]
    [InlineData("bg-nbd", 1653.4, .7855)]
    [InlineData("mbg-nbd", 1576.7, .7648)]
    public void Cdnow_is_foretold_as_published_and_better_than_by_rule_of_thumb(
        string name,
        double total,
        double error
    )
    {
        if (SharedData.CdnowSample() is not { } log)
        {
            return;
        }

        var cutOff = CutOff.From(
            Days(log),
            SharedData.Day("19970930", "yyyyMMdd"),
            39 * 7,
            TimeUnit.Week
        );
        var result = Backtester.Run(LifetimeModels.Candidates(name), cutOff, Options);
        Print(result);
        Assert.Equal(2357, result.Customers);
        Assert.Equal(1882, result.Actual);
        Assert.Equal(total, result.Scores!.Predicted, 0.1);
        Assert.Equal(error, result.Scores.Errors.Mae, 1e-4);
        Assert.Equal(39, cutOff.ActualByWeek.Length);
        // a check of the spread of single customers: .78 to .82 if the model were true
        Assert.InRange(result.Scores.Pit!.Share, 0.76, 0.84);
        Assert.InRange(
            result.Scores.Predicted,
            result.Scores.Total!.Value.Low,
            result.Scores.Total.Value.High
        );
        // all three are known to foretell too little here, week after week
        Assert.True(result.Scores.ByWeek.TrackingSignal < 0);
    }

    [Fact]
    public void The_automatic_choice_weighs_likelihood_and_holdout_and_says_so()
    {
        if (SharedData.CdnowSample() is not { } log)
        {
            return;
        }

        var days = Days(log);
        var asOf = SharedData.Day("19970930", "yyyyMMdd");
        var now = CutOff.From(days, asOf, 39 * 7, TimeUnit.Week);
        var earlier = CutOff.From(days, asOf - 91, 91, TimeUnit.Week);
        var choice = ModelChoice.Best(
            now.Cells,
            Options.Fit,
            model => Backtester.Run([model], earlier, Options).Holdout
        );
        output.WriteLine(choice.Words);
        foreach (var trial in choice.Trials)
        {
            output.WriteLine(
                FormattableString.Invariant(
                    $"{trial.Fit.Name} {trial.Fit.ParameterText} AIC {trial.Fit.Aic:F1} {trial.Fit.Diagnosis.Label} {trial.Holdout}"
                )
            );
        }

        Assert.Contains(choice.Name, choice.Words, StringComparison.Ordinal);
        Assert.Contains("holdout", choice.Words, StringComparison.Ordinal);
        // nobody believes that no customer of CDNOW ever left
        Assert.NotEqual("nbd", choice.Name, StringComparer.Ordinal);
        Assert.Equal(5, choice.Trials.Count);
    }

    [Fact]
    public void A_model_that_is_not_fit_leaves_no_scores_but_its_baselines()
    {
        var days = Days(Log([(1, [0, 40]), (2, [3]), (3, [5, 9, 60, 90])]));
        var cutOff = CutOff.From(days, 50, 45, TimeUnit.Week);
        var result = Backtester.Run(LifetimeModels.Candidates("bg-nbd"), cutOff, Options);
        Assert.Null(result.Scores);
        Assert.Null(result.Holdout);
        Assert.Equal(2, result.Baselines.Count);
        Assert.Equal(2, result.Actual);
    }

    [Fact]
    public void A_cut_off_knows_the_past_and_counts_the_future_only()
    {
        var days = Days(Log([(1, [0, 40, 51, 58]), (2, [55]), (3, [5, 9, 60, 120])]));
        var cutOff = CutOff.From(days, 50, 20, TimeUnit.Week);
        Assert.Equal([0, 2], cutOff.Customer);
        Assert.Equal([1, 1], cutOff.Cells.CellOf.Select(c => cutOff.Cells.Frequency[c]));
        Assert.Equal([40, 4], cutOff.Cells.CellOf.Select(c => cutOff.Cells.GridRecency[c]));
        Assert.Equal([2, 1], cutOff.Actual);
        Assert.Equal([1, 0], cutOff.LastPeriod);
        Assert.Equal([1.0, 2.0], cutOff.ActualByWeek);
        // gaps of 40 and 4 days, in weeks; the fixed-point logs are good to 2^-41
        Assert.Equal(Math.Log(40 / 7.0) + Math.Log(4 / 7.0), cutOff.Cells.SumLogGaps!.Value, 1e-11);
        Assert.Throws<DataFault>(() => CutOff.From(Days(Log([(1, [60])])), 50, 20, TimeUnit.Week));
    }

    [Fact]
    public void Cut_offs_keep_one_horizon_before_and_after_them()
    {
        Assert.Equal([10, 110, 210], CutOff.Choose(-90, 310, 100, 5).AsEnumerable());
        Assert.Equal([210], CutOff.Choose(-90, 310, 100, 1).AsEnumerable());
        Assert.Empty(CutOff.Choose(0, 150, 100, 3));
    }

    [Fact]
    public void Errors_are_the_textbook_ones()
    {
        var errors = ForecastErrors.Of([3, 5, 4], [2, 2, 5]);
        Assert.Equal(5.0 / 3, errors.Mae, 1e-15);
        Assert.Equal(11.0 / 3, errors.Mse, 1e-15);
        Assert.Equal(1, errors.Bias, 1e-15);
        Assert.Equal(3 / (5.0 / 3), errors.TrackingSignal, 1e-15);
        Assert.False(errors.IsFlagged);
        Assert.Equal(0, ForecastErrors.Of([1], [1]).TrackingSignal);
    }

    [Fact]
    public void The_transform_of_counts_that_follow_the_prediction_is_flat()
    {
        var (fewer, atMost) = (new double[20_000], new double[20_000]);
        for (var i = 0; i < fewer.Length; i++)
        {
            // a fair coin: 0 or 1
            (fewer[i], atMost[i]) = i % 2 == 0 ? (0.0, 0.5) : (0.5, 1.0);
        }

        var pit = RandomisedPit.Of(fewer, atMost, 3);
        // five standard errors
        Assert.Equal(0.8, pit.Share, 0.015);
        Assert.All(pit.Deciles, d => Assert.Equal(0.1, d, 0.011));
    }

    [Fact]
    public void Weekly_forecasts_add_up_to_the_expectation_and_carry_their_spread()
    {
        double[] truth = [0.8, 4.0, 0.9, 3.0];
        var cells = SimulatedCohort.Cnbd(1500, 1, true, truth, 80, 51);
        var life = LifetimeModels.Cnbd(1, true).At(truth);
        var spend = Array.ConvertAll(cells.Weight, w => 20 * w);
        var forecast = WeeklyForecast.Of(life, [], cells, spend, new ClvTerms(), 12, Options);
        var expected = 0.0;
        for (var i = 0; i < cells.Count; i++)
        {
            var history = new History(cells.Frequency[i], cells.Recency[i], cells.Age[i]);
            expected += cells.Weight[i] * life.Expected(history, 12);
        }

        Assert.Equal(expected, forecast.Purchases.Sum(), 1e-8 * expected);
        Assert.Equal(20 * expected, forecast.Revenue.Sum(), 1e-8 * expected);
        for (var w = 0; w < 12; w++)
        {
            // an 80 % interval is 2.56 standard deviations wide; counts spread more than Poisson, but not twice as much in a week
            var width = forecast.PurchasesInterval[w].High - forecast.PurchasesInterval[w].Low;
            Assert.InRange(width / Math.Sqrt(forecast.Purchases[w]), 1.5, 5.1);
            Assert.InRange(
                forecast.Purchases[w],
                forecast.PurchasesInterval[w].Low,
                forecast.PurchasesInterval[w].High
            );
        }
    }

    private static PurchaseLog Log((int Customer, int[] Days)[] customers) =>
        PurchaseLog.From(
            customers.SelectMany(c =>
                c.Days.Select(d =>
                    (c.Customer.ToString(System.Globalization.CultureInfo.InvariantCulture), d, 10m)
                )
            )
        );

    private static CustomerDays Days(PurchaseLog log)
    {
        var start = new int[log.Days.Count + 1];
        for (var i = 0; i < log.Days.Count; i++)
        {
            start[i + 1] = start[i] + log.Days[i].Count;
        }

        return new CustomerDays
        {
            Ids = CustomerIds.FromTexts([.. log.Customers]),
            Start = start,
            Day = [.. log.Days.SelectMany(d => d.Keys)],
            IsPurchase = [.. log.Days.SelectMany(d => d.Keys.Select(_ => true))],
            Orders = [.. log.Days.SelectMany(d => d.Keys.Select(_ => 1))],
            Gross = new MoneyColumn(
                log.Days.SelectMany(d => d.Values.Select(v => (long)(100 * v))).ToArray(),
                2
            ),
            Refunds = new MoneyColumn(new long[start[^1]], 2),
        };
    }

    private void Print(BacktestResult result) =>
        output.WriteLine(
            FormattableString.Invariant(
                $"{result.Fit.Name}: {result.Scores!.Predicted:F1} of {result.Actual}, 80 % {result.Scores.Total}, MAE {result.Scores.Errors.Mae:F4} (baselines {string.Join(" ", result.Baselines.Select(b => FormattableString.Invariant($"{b.Name} {b.Errors.Mae:F4}")))}), tracking {result.Scores.ByWeek.TrackingSignal:F1}, PIT {result.Scores.Pit!.Share:F3}"
            )
        );
}
