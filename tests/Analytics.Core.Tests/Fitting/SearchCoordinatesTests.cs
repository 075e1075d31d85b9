using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Tests.Lifetime;

namespace Analytics.Core.Tests.Fitting;

/// <summary>Size and ratio of pairs of parameters as coordinates of a search, and what it says of a search that ran away.</summary>
public class SearchCoordinatesTests
{
    private static readonly FitOptions Options = new() { Threads = 2, RandomStarts = 1 };

    [Theory]
    [InlineData("nbd", "alpha / r", "alpha")]
    [InlineData("pareto-nbd", "alpha / r, beta / s", "alpha, beta")]
    [InlineData("bg-nbd", "alpha / r, a / b", "alpha, a")]
    [InlineData("bg-bb", "alpha / beta, gamma / delta", "alpha, gamma")]
    public void One_of_each_pair_is_told_by_its_ratio_to_the_other(
        string name,
        string ratios,
        string names
    )
    {
        var model = LifetimeModels.Candidates(name)[0];
        var coordinates = new SearchCoordinates(model, 14);
        double[] logs = [.. model.Parameters.Select((_, i) => 1.0 + (i * i))];
        var point = coordinates.Of(logs);
        double Log(string parameter) =>
            logs[model.Parameters.ToList().FindIndex(p => p.Name == parameter)];
        var expected = ratios
            .Split(", ")
            .Select(r => r.Split(" / "))
            .Select(r => Log(r[0]) - Log(r[1]));
        var told = names
            .Split(", ")
            .Select(n => point[model.Parameters.ToList().FindIndex(p => p.Name == n)]);
        Assert.Equal(expected, told);
        Assert.Equal(logs, coordinates.Logs(point));
    }

    [Fact]
    public void Slopes_and_second_derivatives_are_those_of_the_logs()
    {
        var coordinates = new SearchCoordinates(LifetimeModels.Candidates("bg-nbd")[0], 14);
        Objective ofLogs = (p, g) =>
        {
            (g[0], g[1]) = (p[1] + (2 * p[0]), p[0] + Math.Cos(p[1]));
            (g[2], g[3]) = ((3 * p[2]) + p[3], p[2] + Math.Exp(p[3]));
            return (p[0] * p[1])
                + (p[0] * p[0])
                + Math.Sin(p[1])
                + (1.5 * p[2] * p[2])
                + (p[2] * p[3])
                + Math.Exp(p[3]);
        };
        double[] logs = [0.3, -0.7, 0.4, 0.9];
        var objective = coordinates.Of(ofLogs);
        var point = coordinates.Of(logs);
        var (slopes, unused) = (new double[4], new double[4]);
        objective(point, slopes);
        for (var i = 0; i < 4; i++)
        {
            var (up, down) = (point.ToArray(), point.ToArray());
            up[i] += 1e-6;
            down[i] -= 1e-6;
            Assert.Equal((objective(up, unused) - objective(down, unused)) / 2e-6, slopes[i], 1e-8);
        }

        var direct = Minimiser.Hessian(ofLogs, logs);
        var turned = coordinates.ByLogs(Minimiser.Hessian(objective, point));
        for (var i = 0; i < 16; i++)
        {
            Assert.Equal(direct[i], turned[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    public void Customers_who_are_alike_are_fit_for_use_and_it_is_said(bool inBuying, int stages)
    {
        // all at one rate, or all with one chance of leaving: fewer differences than chance makes are left to find in every second cohort
        double[] truth = inBuying ? [1e6, 5e6, 0.9, 3] : [0.8, 4, 2e5, 1e6];
        var fits = Enumerable
            .Range(0, 6)
            .Select(seed =>
                ModelFitter.Fit(
                    LifetimeModels.Cnbd(stages, true),
                    SimulatedCohort.Cnbd(1500, stages, true, truth, 60, 40 + seed),
                    Options
                )
            )
            .ToList();
        Assert.All(fits, f => Assert.True(f.IsFit, f.Diagnosis.Text));
        var alike = fits.Where(f => f.IsFarOut).ToList();
        Assert.NotEmpty(alike);
        Assert.All(
            alike,
            f =>
            {
                Assert.Contains(
                    inBuying
                        ? "customers do not differ in how often they buy"
                        : "customers do not differ in how they leave",
                    f.Diagnosis.Words,
                    StringComparison.Ordinal
                );
                var mean = inBuying
                    ? f.Parameters[0] / f.Parameters[1]
                    : f.Parameters[2] / (f.Parameters[2] + f.Parameters[3]);
                Assert.InRange(mean, inBuying ? 0.18 : 0.14, inBuying ? 0.22 : 0.19);
            }
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Nobody_leaves_is_a_boundary_whatever_the_stages(int stages)
    {
        // by chance one cohort in ten shows what looks like leaving
        var fits = Enumerable
            .Range(50, 6)
            .Select(seed =>
                ModelFitter.Fit(
                    LifetimeModels.Cnbd(stages, true),
                    SimulatedCohort.Cnbd(1500, stages, true, [0.8, 4, 1e-9, 1], 60, seed),
                    Options
                )
            )
            .ToList();
        var boundary = fits.Where(f => f.Diagnosis.Kind == DiagnosisKind.Boundary).ToList();
        Assert.InRange(boundary.Count, 4, 6);
        Assert.Contains(
            boundary,
            f => f.Diagnosis.Words.Contains("nobody leaves", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("bg-nbd", 0.0, 0.0, 5.0, -5.0, "everybody leaves at once")]
    [InlineData("bg-nbd", 0.0, 0.0, -13.0, -13.0, "customers leave at once or never")]
    [InlineData("pareto-nbd", 0.0, 0.0, -3.0, -13.0, "customers leave at once or never")]
    [InlineData("bg-bb", 0.0, 0.0, -9.0, 4.0, "no sign of leaving")]
    [InlineData("bg-nbd", -13.0, 0.0, 0.0, 1.0, "r runs to 0: customers buy very often or never")]
    [InlineData("bg-nbd", 9.0, 10.0, 8.0, 9.0, null)]
    public void A_parameter_that_runs_away_alone_is_told_in_words(
        string name,
        double first,
        double second,
        double third,
        double fourth,
        string? words
    )
    {
        var told = SearchLimits.Runaway(
            LifetimeModels.Candidates(name)[0],
            [first, second, third, fourth],
            14
        );
        Assert.Equal(words is null, told is null);
        Assert.StartsWith(words ?? "", told ?? "", StringComparison.Ordinal);
    }
}
