using Analytics.Core.Numerics;

namespace Analytics.Core.Tests.Numerics;

public class PointMassesTests
{
    [Fact]
    public void A_gauss_rule_gives_the_same_sum_of_any_polynomial_up_to_twice_its_order()
    {
        var points = Enumerable.Range(1, 53).Select(k => (double)k).ToArray();
        // the weights of a discounted year: much at the end, a little everywhere
        var all = new PointMasses(points, [.. points.Select(k => k < 53 ? 0.0018 : 0.91)]);
        foreach (var count in (int[])[1, 8, 12])
        {
            var rule = all.GaussRule(count);
            Assert.Equal(count, rule.At.Length);
            Assert.All(rule.Mass, m => Assert.True(m > 0));
            for (var degree = 0; degree < 2 * count; degree++)
            {
                double Sum(PointMasses of) =>
                    of.At.Zip(of.Mass).Sum(p => p.Second * Math.Pow(p.First / 53, degree));
                // rounding of nodes of size 1 in a power up to 23
                Assert.Equal(Sum(all), Sum(rule), 1e-12);
            }

            var beyond = all.At.Zip(all.Mass).Sum(p => p.Second * Math.Pow(p.First / 53, 6));
            var missed = rule.At.Zip(rule.Mass).Sum(p => p.Second * Math.Pow(p.First / 53, 6));
            Assert.Equal(count > 1, Math.Abs(beyond - missed) < 1e-12);
        }
    }
}
