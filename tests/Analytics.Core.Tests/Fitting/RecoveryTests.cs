using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;
using Analytics.Core.Tests.Lifetime;
using Xunit.Abstractions;

namespace Analytics.Core.Tests.Fitting;

/// <summary>Simulate, fit, recover; and data that no model can bear.</summary>
public class RecoveryTests(ITestOutputHelper output)
{
    private static readonly FitOptions Options = new() { Threads = 2, RandomStarts = 1 };

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Cnbd_parameters_are_recovered_from_4000_customers(int stages, bool dropoutAtZero)
    {
        double[] truth = [0.8, 4.0, 0.9, 3.0];
        var cells = SimulatedCohort.Cnbd(4000, stages, dropoutAtZero, truth, 80, 21);
        Recovers(LifetimeModels.Cnbd(stages, dropoutAtZero), truth, cells);
    }

    [Fact]
    public void Pareto_parameters_are_recovered_from_4000_customers()
    {
        double[] truth = [0.8, 6.0, 0.9, 15.0];
        Recovers(
            LifetimeModels.Candidates("pareto-nbd")[0],
            truth,
            SimulatedCohort.Pareto(4000, truth, 80, 22)
        );
    }

    [Fact]
    public void Spend_parameters_are_recovered_from_4000_customers()
    {
        var chance = new Chance(5, 0);
        var (x, mean) = (new int[4000], new double[4000]);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = 1 + (int)(4 * chance.Exponential());
            var scale = chance.Gamma(4) / 15;
            mean[i] = chance.Gamma(6 * x[i]) / scale / x[i];
        }

        var fit = SpendFitter.Fit(SpendCells.From(x, mean, []), Options);
        Assert.True(fit.IsFit);
        var atTruth = GammaGammaKernel.LogLikelihood(
            new GammaGammaParameters(6, 4, 15),
            SpendCells.From(x, mean, []),
            new double[3],
            1
        );
        // twice the gain is chi-square with 3 degrees of freedom: beyond 16.3 once in a thousand
        Assert.InRange(fit.LogLikelihood - atTruth, 0, 8.15);
        Assert.InRange(fit.Parameters.P / 6, 0.7, 1.4);
        Assert.InRange(fit.Parameters.Q / 4, 0.7, 1.4);
        Assert.InRange(fit.Correlation, -0.06, 0.06);
    }

    [Fact]
    public void The_number_of_stages_is_found_by_the_likelihood()
    {
        var cells = SimulatedCohort.Cnbd(3000, 3, true, [0.8, 4.0, 0.9, 3.0], 80, 23);
        var fit = ModelFitter.FitBest(LifetimeModels.Candidates("mbg-cnbd"), cells, Options);
        Assert.Equal(3, fit.Model.Regularity);
        Assert.EndsWith(";k=3", fit.ParameterText, StringComparison.Ordinal);
        Assert.Equal(5, fit.FreeParameters);
        var choice = ModelChoice.Best(cells, Options, null);
        Assert.Equal("mbg-cnbd", choice.Name);
        output.WriteLine(choice.Words);
    }

    [Fact]
    public void Every_start_ends_in_the_same_optimum()
    {
        var cells = SimulatedCohort.Cnbd(1500, 1, false, [0.8, 4.0, 0.9, 3.0], 80, 24);
        var model = LifetimeModels.Cnbd(1, false);
        var best = ModelFitter.Fit(model, cells, Options);
        for (var seed = 0; seed < 4; seed++)
        {
            var other = ModelFitter.Fit(
                model,
                cells,
                Options with
                {
                    Seed = seed,
                    RandomStarts = 3,
                }
            );
            // the likelihood at a gradient of 1e-10 (1 + |LL|) is known to rounding
            Assert.Equal(best.LogLikelihood, other.LogLikelihood, 1e-8);
            Assert.True(other.GradientNorm <= 1e-5 * (1 + Math.Abs(other.LogLikelihood)));
        }
    }

    [Fact]
    public void Threads_change_no_bit_of_a_fit()
    {
        var cells = SimulatedCohort.Cnbd(5000, 1, false, [0.8, 4.0, 0.9, 3.0], 80, 25);
        var model = LifetimeModels.Cnbd(1, false);
        var one = ModelFitter.Fit(model, cells, Options with { Threads = 1 });
        var three = ModelFitter.Fit(model, cells, Options with { Threads = 3 });
        Assert.Equal(one.Parameters, three.Parameters);
        Assert.Equal(one.LogLikelihood, three.LogLikelihood);
    }

    [Fact]
    public void Customers_who_never_leave_go_down_the_ladder_to_the_nbd()
    {
        var cells = SimulatedCohort.Pareto(2500, [0.8, 6.0, 1, 1e9], 80, 26);
        var choice = ModelChoice.Down("bg-nbd", cells, Options);
        output.WriteLine(choice.Words);
        Assert.Equal("nbd", choice.Name);
        Assert.Equal(DiagnosisKind.Boundary, choice.Trials[0].Fit.Diagnosis.Kind);
        Assert.Contains("no sign of leaving", choice.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handful_of_customers_gets_empirical_rates_and_no_fit_that_looks_like_one()
    {
        var cells = CellGrouping.FromTimes([0, 2, 1], [0, 20, 3], [30, 30, 10], [], null);
        var choice = ModelChoice.Down("pareto-nbd", cells, Options);
        Assert.Equal(EmpiricalRates.Name, choice.Name);
        Assert.Null(choice.Fit);
        Assert.All(choice.Trials, t => Assert.False(t.Fit.IsFit));
        Assert.Throws<ModelFault>(() => choice.Trials[0].Fit.Lifetime());
        Assert.True(choice.Lifetime.Expected(new History(2, 20, 30), 10) > 0);
    }

    [Fact]
    public void Degenerate_sets_are_refused_or_diagnosed_but_never_break()
    {
        var model = LifetimeModels.Cnbd(1, false);
        Assert.Throws<DataFault>(() =>
            ModelFitter.Fit(model, CellGrouping.FromTimes([], [], [], [], null), Options)
        );
        Assert.Throws<DataFault>(() =>
            ModelFitter.Fit(model, CellGrouping.FromTimes([0], [0], [0], [], null), Options)
        );
        Assert.Throws<DataFault>(() =>
            ModelFitter.Fit(
                LifetimeModels.Cnbd(2, true),
                CellGrouping.FromTimes([1], [2], [3], [], null),
                Options
            )
        );
        var ones = Enumerable.Repeat(0, 500).ToArray();
        var nobodyCame = CellGrouping.FromSteps(
            ones,
            ones,
            Enumerable.Repeat(100, 500).ToArray(),
            1,
            [],
            0
        );
        foreach (var name in AllModels.Names.Take(4))
        {
            var fit = ModelFitter.Fit(LifetimeModels.Candidates(name)[0], nobodyCame, Options);
            Assert.False(fit.IsFit);
            Assert.All(fit.Parameters, p => Assert.True(double.IsFinite(p)));
        }
    }

    [Fact]
    public void Too_few_spenders_are_no_spend_fit()
    {
        var fit = SpendFitter.Fit(SpendCells.From([1, 2, 0], [10, 20, 0], []), Options);
        Assert.Equal(DiagnosisKind.TooFewRepeatBuyers, fit.Diagnosis.Kind);
    }

    [Fact]
    public void Holdout_overrules_aic_only_when_clearly_better()
    {
        var cells = SimulatedCohort.Pareto(800, [0.8, 6.0, 0.9, 15.0], 80, 27);
        string[] names = ["bg-nbd", "pareto-nbd"];
        var reports = names
            .Select(n => ModelFitter.Fit(LifetimeModels.Candidates(n)[0], cells, Options))
            .OrderBy(r => r.Aic)
            .ToArray();
        LifetimeChoice With(double first, double second) =>
            ModelChoice.Pick(
                cells,
                [
                    new ModelTrial(reports[0], new HoldoutScore(0.5, first, 0, 0.9)),
                    new ModelTrial(reports[1], new HoldoutScore(0.5, second, 0, 0.9)),
                ]
            );
        Assert.Equal(reports[0].Name, With(0.75, 0.74).Name);
        Assert.Equal(reports[1].Name, With(0.85, 0.74).Name);
        Assert.Contains("holdout", With(0.85, 0.74).Words, StringComparison.Ordinal);
    }

    private void Recovers(ILifetimeModel model, double[] truth, SummaryCells cells)
    {
        var fit = ModelFitter.Fit(model, cells, Options);
        output.WriteLine(fit.ParameterText + " " + fit.Diagnosis.Words);
        Assert.True(fit.IsFit, fit.Diagnosis.Words);
        var atTruth = model.LogLikelihood(truth, cells, new double[truth.Length], 1);
        // twice the gain is chi-square with 4 degrees of freedom: beyond 18.5 once in a thousand
        Assert.InRange(fit.LogLikelihood - atTruth, 0, 9.25);
        for (var i = 0; i < truth.Length; i++)
        {
            Assert.InRange(fit.Parameters[i] / truth[i], 0.6, 1.7);
        }
    }
}
