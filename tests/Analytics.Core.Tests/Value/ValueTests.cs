using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Lifetime.Nbd;
using Analytics.Core.Lifetime.ParetoNbd;
using Analytics.Core.Numerics;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Tests.Lifetime;
using Analytics.Core.Time;
using Analytics.Core.Value;
using Xunit.Abstractions;

namespace Analytics.Core.Tests.Value;

public class ValueTests(ITestOutputHelper output)
{
    private static readonly ClvTerms Terms = new() { Margin = 0.3 };

    [Theory]
    [InlineData("10%/year", 0.1, TimeUnit.Year)]
    [InlineData("0.8 % / month", 0.008, TimeUnit.Month)]
    [InlineData("0.1/y", 0.1, TimeUnit.Year)]
    [InlineData("0%/year", 0, TimeUnit.Year)]
    public void Rates_are_read_with_their_base(string text, double rate, TimeUnit unit)
    {
        var parsed = DiscountRate.Parse(text, "--discount");
        Assert.Equal(rate, parsed.Rate, 1e-15);
        Assert.Equal(unit, parsed.Base);
    }

    [Theory]
    [InlineData("10%")]
    [InlineData("10%/fortnight")]
    [InlineData("-5%/year")]
    [InlineData("ten/year")]
    [InlineData("2000%/year")]
    [InlineData("")]
    public void Rates_without_base_or_sense_are_refused(string text)
    {
        var fault = Assert.Throws<UsageFault>(() => DiscountRate.Parse(text, "--discount"));
        Assert.Contains("10%/year", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(500, 200)]
    [InlineData(1_000, 100)]
    [InlineData(1_000_000, 40)]
    public void Parameters_are_drawn_more_often_where_few_histories_leave_them_open(
        int histories,
        int draws
    ) => Assert.Equal(draws, new ValueOptions().ParameterDrawsFor(histories));

    [Fact]
    public void An_annual_rate_becomes_a_continuous_one_once()
    {
        Assert.Equal(Math.Log(1.1), DiscountRate.Default.Per(TimeUnit.Year), 1e-15);
        Assert.Equal(Math.Log(1.1) * 7 / 365.25, DiscountRate.Default.Per(TimeUnit.Week), 1e-15);
        Assert.Equal("10%/year", DiscountRate.Default.ToString());
    }

    [Fact]
    public void Value_lies_between_discounting_everything_at_once_and_not_at_all()
    {
        var life = AllModels.Lifetime("mbg-nbd");
        var history = new History(6, 30, 34);
        var plain = 0.3 * 25 * life.Expected(history, Terms.Periods);
        var clv = Clv.Expected(life, history, 25, Terms);
        Assert.InRange(clv, plain / Math.Pow(1.1, 365 / 365.25), plain);
        // without discount nothing is lost to the steps
        Assert.Equal(
            plain,
            Clv.Expected(
                life,
                history,
                25,
                Terms with
                {
                    Discount = new DiscountRate(0, TimeUnit.Year),
                }
            ),
            1e-9
        );
    }

    [Fact]
    public void Value_over_a_very_long_horizon_is_the_residual_value()
    {
        var life = AllModels.Lifetime("pareto-nbd");
        var history = new History(6, 30, 34);
        var residual = Clv.Residual(life, history, 25, Terms)!.Value;
        var forever = Clv.Expected(
            life,
            history,
            25,
            Terms with
            {
                Horizon = new Horizon(100, TimeUnit.Year),
            }
        );
        // e^(-delta 100 years) = 7e-5 of the tail, and the weekly steps
        Assert.Equal(residual, forever, 1e-4 * residual);
        Assert.Null(Clv.Residual(AllModels.Lifetime("bg-nbd"), history, 25, Terms));
    }

    [Fact]
    public void Scores_on_cells_are_the_predictions_of_each_history()
    {
        var life = AllModels.Lifetime("pareto-nbd");
        var cells = AllModels.Cells("pareto-nbd", 3000);
        var scores = LifetimeScores.Of(life, cells, Terms, 2);
        for (var i = 0; i < cells.Count; i += 7)
        {
            var h = AllModels.At(cells, i);
            Assert.Equal(life.Expected(h, Terms.Periods), scores.Expected[i], 1e-13);
            Assert.Equal(life.PPurchase(h, Terms.Periods), scores.PPurchase[i], 1e-13);
            Assert.Equal(Clv.Expected(life, h, 1, Terms) / 0.3, scores.Discounted[i], 1e-12);
            Assert.Equal(Clv.AtRisk(life, h, 1, Terms) / 0.3, scores.DiscountedAtRisk[i], 1e-12);
            Assert.Equal(
                life.ResidualTransactions(h, Terms.Delta)!.Value,
                scores.Residual![i],
                1e-9
            );
        }

        Assert.Equal(scores.Expected, LifetimeScores.Of(life, cells, Terms, 1).Expected);
    }

    [Fact]
    public void Next_purchase_is_blank_for_those_who_probably_left_and_where_it_is_too_far()
    {
        var cells = AllModels.Cells("mbg-nbd", 3000);
        var scores = LifetimeScores.Of(AllModels.Lifetime("mbg-nbd"), cells, Terms, 1);
        for (var i = 0; i < cells.Count; i++)
        {
            if (scores.PAlive[i] < 0.5)
            {
                Assert.Equal(LifetimeScores.Blank, scores.NextPurchaseDays[i]);
            }

            Assert.True(scores.NextPurchaseHighDays[i] <= LifetimeScores.LongestWaitDays);
            if (scores.NextPurchaseHighDays[i] != LifetimeScores.Blank)
            {
                Assert.True(scores.NextPurchaseLowDays[i] <= scores.NextPurchaseDays[i]);
                Assert.True(scores.NextPurchaseDays[i] <= scores.NextPurchaseHighDays[i]);
            }
        }

        Assert.Contains(scores.NextPurchaseDays, d => d > 0);
        Assert.Contains(scores.NextPurchaseHighDays, d => d == LifetimeScores.Blank);
    }

    [Fact]
    public void One_time_buyers_are_not_at_risk_under_the_bg_models()
    {
        var life = AllModels.Lifetime("bg-nbd");
        Assert.Equal(0, Clv.AtRisk(life, new History(0, 0, 30), 25, Terms));
        Assert.True(Clv.AtRisk(life, new History(4, 10, 30), 25, Terms) > 0);
    }

    [Fact]
    public void Posterior_draws_lie_around_the_optimum_with_its_spread()
    {
        var cells = SimulatedCohort.Cnbd(2000, 1, true, [0.8, 4.0, 0.9, 3.0], 80, 41);
        var fit = ModelFitter.Fit(LifetimeModels.Cnbd(1, true), cells, new FitOptions());
        var posterior = ParameterPosterior.Sample(fit, cells, 300, 1, 1);
        output.WriteLine(FormattableString.Invariant($"acceptance {posterior.AcceptanceRate:F2}"));
        Assert.True(posterior.AcceptanceRate > 0.3);
        var logs = posterior.Draws.Select(d => Math.Log(d[0])).Order().ToArray();
        // the mean of 300 thinned draws is within three tenths of their spread
        Assert.Equal(Math.Log(fit.Parameters[0]), logs.Average(), 0.3 * (logs[270] - logs[30]));
        Assert.Equal(posterior.Draws, ParameterPosterior.Sample(fit, cells, 300, 1, 2).Draws);
    }

    [Fact]
    public void Profile_intervals_hold_the_truth_and_surround_the_estimate()
    {
        double[] truth = [0.8, 4.0, 0.9, 3.0];
        var cells = SimulatedCohort.Cnbd(2000, 1, true, truth, 80, 42);
        var fit = ModelFitter.Fit(LifetimeModels.Cnbd(1, true), cells, new FitOptions());
        var intervals = ProfileInterval.Of(fit, cells, 2);
        for (var i = 0; i < truth.Length; i++)
        {
            var interval = intervals[i];
            output.WriteLine($"{interval}");
            Assert.True(interval.Low < interval.Estimate && interval.Estimate < interval.High);
            Assert.InRange(truth[i], interval.Low * 0.9, interval.High!.Value * 1.1);
            // the same order as the curvature says
            Assert.InRange(
                Math.Log(interval.High.Value / interval.Low)
                    / Math.Log(interval.WaldHigh / interval.WaldLow),
                0.7,
                1.8
            );
        }
    }

    [Fact]
    public void The_interval_of_a_new_customers_purchases_ends_where_the_likelihood_has_fallen_by_1_92()
    {
        const double horizon = 52;
        var cells = SimulatedCohort.Pareto(1500, [0.8, 6, 1, 1e9], 80, 44);
        var fit = ModelFitter.Fit(new NbdModel(), cells, new FitOptions());
        var interval = ProfileInterval.OfNewCustomer(fit, cells, horizon, "new", 1);
        Assert.Equal(horizon * fit.Parameters[0] / fit.Parameters[1], interval.Estimate, 1e-9);
        // E[X(t)] = t r / alpha: with it held the likelihood is of r alone, searched by halving the slope's sign
        foreach (var end in (double[])[interval.Low, interval.High!.Value])
        {
            var (low, high) = (1e-3, 1e3);
            for (var i = 0; i < 200; i++)
            {
                var r = Math.Sqrt(low * high);
                (low, high) = At(end, r * (1 + 1e-6)) > At(end, r) ? (r, high) : (low, r);
            }

            Assert.Equal(1.920729410347062, fit.LogLikelihood - At(end, low), 1e-3);
        }

        Assert.InRange(interval.Low, interval.WaldLow * 0.98, interval.WaldLow * 1.02);
        Assert.InRange(interval.High!.Value, interval.WaldHigh * 0.98, interval.WaldHigh * 1.02);

        double At(double expected, double r) =>
            new NbdModel().LogLikelihood([r, horizon * r / expected], cells, new double[2], 1);
    }

    [Theory]
    [InlineData("pareto-nbd", 0.8, 6.0, 0.9, 15.0)]
    [InlineData("bg-nbd", 0.8, 6.0, 0.9, 3.0)]
    [InlineData("mbg-nbd", 0.8, 6.0, 0.9, 3.0)]
    [InlineData("mbg-cnbd-2", 0.8, 3.0, 0.9, 3.0)]
    public void A_new_customers_purchases_may_stand_for_the_shape_of_buying(
        string name,
        double r,
        double alpha,
        double dropout,
        double scale
    )
    {
        var model = LifetimeModels.Candidates(name)[0];
        double[] logs = [Math.Log(r), Math.Log(alpha), Math.Log(dropout), Math.Log(scale)];
        // a function whose slopes are known in the place of the likelihood
        double[] slopes = [1.5, -0.5, 0.25, 2];
        var coordinates = new NewCustomerCoordinates(
            model,
            52,
            logs,
            (point, gradient) =>
            {
                slopes.CopyTo(gradient);
                return point.ToArray().Zip(slopes, (p, s) => p * s).Sum();
            }
        );
        double[] point = [coordinates.LogExpected(logs) + 0.1, logs[1], logs[2], logs[3]];
        double[] gradient = new double[4];
        var value = coordinates.Likelihood(point, gradient);
        for (var i = 0; i < point.Length; i++)
        {
            var moved = point.ToArray();
            moved[i] += 1e-5;
            var up = coordinates.Likelihood(moved, new double[4]);
            Assert.Equal((up - value) / 1e-5, gradient[i], 1e-3);
        }

        // nobody buys that often
        point[0] = 700;
        Assert.Equal(double.PositiveInfinity, coordinates.Likelihood(point, gradient));
    }

    [Fact]
    public void Simulated_values_have_the_expected_total_and_cover_by_their_intervals()
    {
        var life = new ParetoNbdLifetime(new ParetoNbdParameters(0.8, 6, 0.9, 15));
        var spend = new GammaGammaLaw(new GammaGammaParameters(6, 4, 15));
        var cells = SimulatedCohort.Pareto(600, [0.8, 6, 0.9, 15], 80, 43);
        var means = new double[600];
        Array.Fill(means, 28.0);
        var customers = new SimulatedCustomers
        {
            Cells = cells,
            MeanSpend = means,
            Group = [.. Enumerable.Range(0, 600).Select(i => i % 2)],
            Groups = 2,
        };
        var (low, high) = (new double[600], new double[600]);
        var totals = ValueSimulation
            .Run([life], [spend], customers, Terms, 200, 7, 2, low, high)
            .Intervals();
        var expected = 0.0;
        for (var i = 0; i < 600; i++)
        {
            Assert.True(low[i] <= high[i]);
            if (i % 2 == 0)
            {
                var h = AllModels.At(cells, cells.CellOf[i]);
                expected += Clv.Expected(life, h, spend.Expected(h.Frequency, 28)!.Value, Terms);
            }
        }

        Assert.InRange(expected, totals[0].Value.Low, totals[0].Value.High);
        // a total is narrower than the sum of limits
        Assert.True(totals[0].Value.High < high.Where((_, i) => i % 2 == 0).Sum());
        var (again, againHigh) = (new double[600], new double[600]);
        Assert.Equal(
            totals,
            ValueSimulation
                .Run([life], [spend], customers, Terms, 200, 7, 1, again, againHigh)
                .Intervals()
        );
        Assert.Equal(high, againHigh);
    }

    [Fact]
    public void Spend_falls_back_to_plain_means_where_the_model_is_not_fit()
    {
        var none = SpendEstimates.Of(null, [2, 0, 1], [30, 0, 10], 7);
        Assert.Equal([30.0, 20.0, 10.0], none.PerPurchase);
        Assert.Equal([7.0], SpendEstimates.Of(null, [0], [0], 7).PerPurchase);
        var unfit = SpendFitter.Fit(SpendCells.From([2, 1], [30, 10], []), new FitOptions());
        Assert.Contains(
            "not fit",
            SpendEstimates.Of(unfit, [2], [30], 7).Words,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Spend_is_between_the_own_mean_and_that_of_all_where_the_model_is_fit()
    {
        var chance = new Chance(9, 0);
        var (x, mean) = (new int[800], new double[800]);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = (int)(3 * chance.Exponential());
            mean[i] = x[i] == 0 ? 0 : chance.Gamma(6 * x[i]) / (chance.Gamma(4) / 15) / x[i];
        }

        var cells = SpendCells.From(x, mean, []);
        var fit = SpendFitter.Fit(cells, new FitOptions());
        var spend = SpendEstimates.Of(fit, x, mean, 0).PerPurchase;
        var all = fit.Parameters.PopulationMean!.Value;
        for (var i = 0; i < x.Length; i++)
        {
            Assert.InRange(
                spend[i],
                Math.Min(x[i] == 0 ? all : mean[i], all) - 1e-9,
                Math.Max(x[i] == 0 ? all : mean[i], all) + 1e-9
            );
        }

        var posterior = ParameterPosterior.Sample(fit, cells, 50, 1, 1);
        Assert.True(posterior.AcceptanceRate > 0.2);
    }
}
