using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Tests.Lifetime;
using Analytics.Core.Value;
using Xunit.Abstractions;

namespace Analytics.Core.Tests.Value;

/// <summary>The small form of the coverage study (benchmarks/coverage.sh): intervals of data sets with a known truth must hold it.</summary>
public class CoverageTests(ITestOutputHelper output)
{
    private const int Sets = 30;
    private static readonly double[] Truth = [.6, 5, .9, 2.5];

    [Fact]
    public void Intervals_of_thirty_data_sets_hold_the_truth_about_as_often_as_they_say()
    {
        var model = LifetimeModels.Cnbd(1, true);
        var (profile, posterior, news) = (0, 0, 0);
        for (var set = 0; set < Sets; set++)
        {
            var cells = SimulatedCohort.Cnbd(1000, 1, true, Truth, 60, 900 + set);
            var fit = ModelFitter.Fit(
                model,
                cells,
                new FitOptions { RandomStarts = 1, Seed = set }
            );
            Assert.Equal(ExitReason.GradientSmall, fit.Exit);
            Assert.True(fit.IsFit, fit.Diagnosis.Words);
            var intervals = ProfileInterval.Of(fit, cells, 1);
            var draws = ParameterPosterior.Sample(fit, cells, 120, set, 1).Draws;
            for (var i = 0; i < Truth.Length; i++)
            {
                profile += Truth[i] >= intervals[i].Low && !(Truth[i] > intervals[i].High) ? 1 : 0;
                posterior += Holds(Truth[i], draws.Select(d => d[i])) ? 1 : 0;
            }

            var bought = ProfileInterval.OfNewCustomer(fit, cells, 52, "", 1);
            var true52 = model.At(Truth).ExpectedNew(52);
            news += true52 >= bought.Low && true52 <= bought.High ? 1 : 0;
        }

        output.WriteLine(
            FormattableString.Invariant(
                $"profile {profile}, posterior {posterior} of 120, E[X(52)] {news} of 30"
            )
        );
        // 95 % of 30 sets of four parameters that miss together: five standard errors of 30 independent sets
        Assert.InRange(profile, 96, 120);
        Assert.InRange(posterior, 96, 120);
        Assert.InRange(news, 23, 30);
    }

    private static bool Holds(double truth, IEnumerable<double> draws)
    {
        var sorted = draws.Order().ToArray();
        var below = sorted.Count(d => d < truth);
        return (below + 0.5) / (sorted.Length + 1) is > 0.025 and < 0.975;
    }
}
