using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Tests.Lifetime;
using Analytics.Core.Time;
using Analytics.Core.Value;

namespace Analytics.Core.Tests.Value;

/// <summary>What is computed from a few points is the plain sum over weeks.</summary>
public class DiscountedStepsTests
{
    public static TheoryData<string> Models => AllModels.All;

    [Theory]
    [MemberData(nameof(Models))]
    public void A_few_points_give_the_sum_over_all_weeks(string name)
    {
        var (life, cells) = (AllModels.Lifetime(name), AllModels.Cells(name));
        foreach (var days in (int[])[6, 90, 365, 1000])
        {
            var terms = new ClvTerms { Horizon = new Horizon(days, TimeUnit.Day) };
            var steps = DiscountedSteps.Of(terms);
            for (var i = 0; i < cells.Count; i += 7)
            {
                var history = AllModels.At(cells, i);
                var plain = Plain(life, history, terms);
                // neighbouring rules agree to 1e-9, and the better one is taken
                Assert.Equal(plain, steps.GivenAlive(life, history), 1e-9 * plain);
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllModels.Continuous), MemberType = typeof(AllModels))]
    public void At_parameters_far_from_any_fit_they_stay_close(string name)
    {
        var (model, terms) = (AllModels.Model(name), new ClvTerms());
        var steps = DiscountedSteps.Of(terms);
        for (var i = 0; i < 500; i++)
        {
            var chance = new Chance(5, i);
            var parameters = model
                .Parameters.Select(r => Math.Exp((1.2 * chance.Normal()) + (r.IsTime ? 2 : 0)))
                .ToArray();
            var (x, age) = ((int)(8 * chance.Exponential()), 150 * chance.Uniform());
            var history = new History(x, x == 0 ? 0 : age * chance.Uniform(), age);
            var life = model.At(parameters);
            var plain = Plain(life, history, terms);
            // customers of a few days in the models with stages: 3e-7 was the worst of 20,000
            Assert.Equal(plain, steps.GivenAlive(life, history), 1e-6 * plain);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Horizons_asked_together_get_what_they_get_alone(string name)
    {
        var (life, cells) = (AllModels.Lifetime(name), AllModels.Cells(name));
        double[] horizons = [0, 1, 2, 5, 11, 23, 52, 104, 209, 1000, 5, 3, 2];
        var expected = new double[horizons.Length];
        for (var i = 0; i < cells.Count; i += 5)
        {
            var history = AllModels.At(cells, i);
            life.ExpectedGivenAlive(history, horizons, expected);
            for (var h = 0; h < horizons.Length; h++)
            {
                var alone = life.ExpectedGivenAlive(history, horizons[h]);
                Assert.Equal(alone, expected[h], 1e-12 * alone);
            }
        }
    }

    [Fact]
    public void Without_a_discount_only_the_end_of_the_horizon_counts()
    {
        var life = AllModels.Lifetime("pareto-nbd");
        var terms = new ClvTerms { Discount = new DiscountRate(0, TimeUnit.Year) };
        var history = new History(3, 20, 30);
        Assert.Equal(
            life.ExpectedGivenAlive(history, terms.Periods),
            DiscountedSteps.Of(terms).GivenAlive(life, history),
            1e-12
        );
    }

    private static double Plain(ILifetime life, History history, ClvTerms terms)
    {
        var (sum, before) = (0.0, 0.0);
        var daily = terms.Delta / terms.Unit.Days();
        for (var from = 0.0; from < terms.Horizon.Days; from += 7)
        {
            var to = Math.Min(terms.Horizon.Days, from + 7);
            var expected = life.ExpectedGivenAlive(history, terms.After(to));
            sum += Math.Exp(-daily * (from + to) / 2) * (expected - before);
            before = expected;
        }

        return sum;
    }
}
