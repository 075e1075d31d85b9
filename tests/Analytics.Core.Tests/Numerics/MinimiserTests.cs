using Analytics.Core.Fitting;
using Analytics.Core.Numerics;

namespace Analytics.Core.Tests.Numerics;

public class MinimiserTests
{
    [Fact]
    public void Finds_the_bottom_of_the_banana_valley()
    {
        static double Rosenbrock(ReadOnlySpan<double> p, Span<double> g)
        {
            var (a, b) = (1 - p[0], p[1] - (p[0] * p[0]));
            g[0] = (-2 * a) - (400 * p[0] * b);
            g[1] = 200 * b;
            return (a * a) + (100 * b * b);
        }

        var found = Minimiser.Search(Rosenbrock, [-1.2, 1], new MinimiserOptions());
        Assert.Equal(ExitReason.GradientSmall, found.Exit);
        // the Newton polish converges quadratically, so nothing is left but rounding
        Assert.Equal(1, found.Point[0], 1e-8);
        Assert.Equal(1, found.Point[1], 1e-8);
    }

    [Fact]
    public void Stops_at_the_wall_of_the_box_and_does_not_count_its_gradient()
    {
        static double Slope(ReadOnlySpan<double> p, Span<double> g)
        {
            (g[0], g[1]) = (-1, 2 * (p[1] - 3));
            return -p[0] + ((p[1] - 3) * (p[1] - 3));
        }

        var found = Minimiser.Search(Slope, [0, 0], new MinimiserOptions { Bound = 5 });
        Assert.Equal(5, found.Point[0]);
        Assert.Equal(3, found.Point[1], 1e-8);
        Assert.Equal(ExitReason.GradientSmall, found.Exit);
    }

    [Fact]
    public void A_start_where_nothing_is_finite_is_said_so()
    {
        var found = Minimiser.Search(
            (_, _) => double.PositiveInfinity,
            [0],
            new MinimiserOptions()
        );
        Assert.Equal(ExitReason.NotFinite, found.Exit);
    }

    [Fact]
    public void Sums_over_blocks_have_the_same_bits_at_any_number_of_threads()
    {
        static double[] With(int threads)
        {
            var total = new double[1];
            FixedBlocks.Sum(
                50_000,
                threads,
                total,
                (from, to, sums) =>
                {
                    for (var i = from; i < to; i++)
                    {
                        sums.Span[0] += 1.0 / (i + 1);
                    }
                }
            );
            return total;
        }

        Assert.Equal(With(1), With(2));
        Assert.Equal(With(1), With(7));
    }

    [Fact]
    public void Seeded_draws_have_the_moments_of_their_distributions()
    {
        var chance = new Chance(7, 3);
        var (gamma, normal, beta) = (0.0, 0.0, 0.0);
        const int n = 200_000;
        for (var i = 0; i < n; i++)
        {
            gamma += chance.Gamma(0.4);
            normal += Math.Pow(chance.Normal(), 2);
            beta += chance.Beta(2, 3);
        }

        // five standard errors of the means: sqrt(.4), sqrt(2) and .2 over sqrt(n)
        Assert.Equal(0.4, gamma / n, 0.008);
        Assert.Equal(1, normal / n, 0.016);
        Assert.Equal(0.4, beta / n, 0.0025);
    }
}
