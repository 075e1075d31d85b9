using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Lifetime.Covariates;
using Analytics.Core.Summaries;
using Analytics.Core.Tests.Lifetime;
using Analytics.Core.Value;

namespace Analytics.Core.Tests.Fitting;

public class CovariateTests
{
    private static readonly FitOptions Options = new() { RandomStarts = 0 };

    public static TheoryData<string> Models => ["bg-nbd", "mbg-nbd", "pareto-nbd", "mbg-cnbd-3"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Covariates_at_zero_give_the_plain_model(string name)
    {
        var (plain, cells, own) = (
            AllModels.Model(name),
            AllModels.Cells(name),
            AllModels.Parameters(name)
        );
        var groupOf = Enumerable.Range(0, cells.CellOf.Length).Select(i => i % 3).ToArray();
        var grouped = cells.ByGroup(groupOf, 3, []);
        Assert.Equal(cells.TotalWeight, grouped.TotalWeight);
        var zero = new CovariateModel(
            plain,
            new CovariateTable(
                ["z"],
                [
                    [0],
                    [0],
                    [0],
                ]
            ),
            ""
        );
        var other = new CovariateModel(
            plain,
            new CovariateTable(
                ["z"],
                [
                    [0],
                    [1],
                    [7],
                ]
            ),
            ""
        );
        var more = zero.Parameters.Count - own.Length;
        double[] none = [.. own, .. Enumerable.Repeat(1.0, more)];
        double[] some = [.. own, .. Enumerable.Repeat(1.7, more)];
        var (slopes, plainSlopes) = (new double[none.Length], new double[own.Length]);
        var value = plain.LogLikelihood(own, cells, plainSlopes, 1);
        // coefficients 0 with any covariates, and covariates 0 with any coefficients; the order of the sum differs
        Assert.Equal(value, other.LogLikelihood(none, grouped, slopes, 1), 1e-10 * -value);
        for (var i = 0; i < own.Length; i++)
        {
            Assert.Equal(plainSlopes[i], slopes[i], 1e-9 * (1 + Math.Abs(plainSlopes[i])));
        }

        Assert.Equal(value, zero.LogLikelihood(some, grouped, slopes, 1), 1e-10 * -value);
        Assert.NotEqual(value, other.LogLikelihood(some, grouped, slopes, 1), 1e-3 * -value);
        var history = AllModels.At(cells, 5);
        Assert.Equal(
            plain.At(own).Expected(history, 30),
            other.At(none).Expected(history with { Group = 2 }, 30),
            1e-12
        );
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_gradient_is_that_of_the_likelihood_at_any_number_of_threads(string name)
    {
        var (plain, cells) = (AllModels.Model(name), AllModels.Cells(name));
        var groupOf = Enumerable.Range(0, cells.CellOf.Length).Select(i => i % 20).ToArray();
        var values = Enumerable.Range(0, 20).Select(g => (double[])[g % 2, (g / 2) - 5]).ToArray();
        var model = new CovariateModel(plain, new CovariateTable(["a", "b"], values), "");
        var grouped = cells.ByGroup(groupOf, 20, []);
        double[] at =
        [
            .. AllModels.Parameters(name),
            .. Enumerable.Range(0, model.Parameters.Count - 4).Select(i => 0.8 + (0.1 * i)),
        ];
        var (slopes, again, none) = (
            new double[at.Length],
            new double[at.Length],
            new double[at.Length]
        );
        var value = model.LogLikelihood(at, grouped, slopes, 1);
        Assert.Equal(value, model.LogLikelihood(at, grouped, again, 3));
        Assert.Equal(slopes, again);
        for (var i = 0; i < at.Length; i++)
        {
            const double step = 1e-5;
            double At(double by)
            {
                var moved = at.ToArray();
                moved[i] += by;
                return model.LogLikelihood(moved, grouped, none, 1);
            }

            var slope = (At(step) - At(-step)) / (2 * step);
            // central differences of a value of a few thousand
            Assert.Equal(slope, slopes[i], 1e-5 * (1 + Math.Abs(value)));
        }
    }

    [Theory]
    [InlineData("bg-nbd")]
    [InlineData("pareto-nbd")]
    public void A_group_that_buys_twice_as_fast_is_found(string name)
    {
        double[] truth = name == "bg-nbd" ? [0.8, 6, 0.9, 3] : [0.8, 6, 0.9, 15];
        double[] fastTruth = [truth[0], truth[1] / 2, truth[2], truth[3]];
        SummaryCells Cohort(double[] of, int seed) =>
            name == "bg-nbd"
                ? SimulatedCohort.Cnbd(3000, 1, false, of, 80, seed)
                : SimulatedCohort.Pareto(3000, of, 80, seed);
        var cells = CellGroups.Join([Cohort(truth, 31), Cohort(fastTruth, 32)], []);
        var model = new CovariateModel(
            AllModels.Model(name),
            new CovariateTable(
                ["fast"],
                [
                    [0],
                    [1],
                ]
            ),
            ""
        );
        var fit = ModelFitter.Fit(model, cells, Options);
        Assert.True(fit.IsFit);
        Assert.Equal(ExitReason.GradientSmall, fit.Exit);
        Assert.Equal("alpha:fast", model.Parameters[4].Name);
        var coefficient = model.Parameters[4].Told(fit.Parameters[4]);
        // ln 2 with a standard error of .05; three of them
        Assert.Equal(Math.Log(2), coefficient, 0.15);
        Assert.Contains("alpha:fast=0.", fit.ParameterText, StringComparison.Ordinal);
        // its own posterior holds the truth, and its spread is that of the curvature
        var draws = ParameterPosterior
            .Sample(fit, cells, 200, 1, 1)
            .Draws.Select(d => model.Parameters[4].Told(d[4]))
            .Order()
            .ToArray();
        Assert.InRange(Math.Log(2), draws[0], draws[^1]);
        Assert.InRange(draws[180] - draws[20], 0.05, 0.35);
        var life = fit.Lifetime();
        Assert.True(
            life.Expected(History.New with { Group = 1 }, 20) > 1.4 * life.Expected(History.New, 20)
        );
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Scores_are_those_of_each_groups_own_model(string name)
    {
        var (plain, cells) = (AllModels.Model(name), AllModels.Cells(name));
        var groupOf = Enumerable.Range(0, cells.CellOf.Length).Select(i => i % 2).ToArray();
        var grouped = cells.ByGroup(groupOf, 2, []);
        var model = new CovariateModel(
            plain,
            new CovariateTable(
                ["z"],
                [
                    [0],
                    [1],
                ]
            ),
            ""
        );
        double[] at =
        [
            .. AllModels.Parameters(name),
            .. Enumerable.Repeat(1.3, model.Parameters.Count - 4),
        ];
        var life = model.At(at);
        var scores = LifetimeScores.Of(life, grouped, new ClvTerms(), 2);
        for (var i = 0; i < grouped.Count; i++)
        {
            var history = grouped.At(i);
            Assert.Equal(groupOf[Array.IndexOf(grouped.CellOf, i)], history.Group);
            Assert.Equal(life.PAlive(history), scores.PAlive[i], 1e-9);
            var expected = life.Expected(history, new ClvTerms().Periods);
            Assert.Equal(expected, scores.Expected[i], 1e-8 * (1 + expected));
        }

        Assert.Equal(
            scores.Expected.Zip(grouped.Weight).Sum(p => p.First * p.Second),
            ExpectedTotals.At(life, grouped, [new ClvTerms().Periods], 2)[0],
            1e-6
        );
    }

    [Fact]
    public void Models_without_covariates_say_so() =>
        Assert.Throws<UsageFault>(() =>
            new CovariateModel(
                LifetimeModels.Candidates("nbd")[0],
                new CovariateTable(
                    ["z"],
                    [
                        [0],
                    ]
                ),
                ""
            )
        );
}
