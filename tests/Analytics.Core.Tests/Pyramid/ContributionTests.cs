using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using Analytics.Core.Tests.Data;
using Analytics.Core.Tests.Segments;
using CsCheck;

namespace Analytics.Core.Tests.Pyramid;

public class ContributionTests
{
    [Fact]
    public void Contribution_is_margin_less_cost_to_serve_with_returns_taken_back()
    {
        var days = new DaysBuilder()
            .Buy("a", 1, 10_000)
            .Buy("a", 2, 5_00)
            .Return("a", 3, 2_500)
            .Return("b", 3, 101)
            .Build();
        var summary = RfmScorerTests.Summary(days, 5);
        var found = Contribution.Of(summary, .35m, 4.125m);
        // .35 x 80.00 - 2 x 4.125; .35 x -1.01 = -.3535
        Assert.Equal(3, found.Scale);
        Assert.Equal((19_750, -354), (found[0], found[1]));
        Assert.Equal(summary.Net.ToWide(), Contribution.Of(summary, 1, 0).ToWide());
    }

    [Fact]
    public void The_whale_curve_ends_at_the_total_and_has_its_peak_before_the_first_loss() =>
        Ranked.Values.Sample(values =>
        {
            var ranking = Ranked.Of(values);
            var points = WhaleCurve.Of(ranking);
            Assert.Equal(101, points.Length);
            Assert.Equal(values.Sum(), (long)points[100].Cumulative.Units);
            Assert.All(points, p => Assert.True(p.Cumulative.Units <= ranking.CountedTotal));
        });

    [Fact]
    public void The_value_matrix_crosses_current_and_potential_tiers()
    {
        var net = new MoneyColumn([900, 800, 20, 10], 2);
        var clv = new MoneyColumn([700, 30, 600, 40], 2);
        int[] rows = [0, 1, 2, 3];
        var halves = TierSettings.Parse("50,50", TierBasis.Customers);
        var current = ValuePyramid.Of(ValueRanking.Of(rows, net), halves);
        var potential = ValuePyramid.Of(ValueRanking.Of(rows, clv), halves);
        var matrix = ValueMatrix.Of(current, potential, net, clv);
        Assert.Equal(
            ["keep", "grow", "harvest", "minimal care"],
            matrix.Select(row => row.Cell.Action).ToArray()
        );
        Assert.All(matrix, row => Assert.Equal(1, row.Customers));
        Assert.Equal("harvest", ValueMatrix.Cell(current, potential, 1).Action);
        Assert.Equal(net.Sum(), matrix.Aggregate((Int128)0, (s, r) => s + r.NetAmount.Units));
        Assert.Equal(clv.Sum(), matrix.Aggregate((Int128)0, (s, r) => s + r.PotentialValue.Units));
    }

    [Fact]
    public void Modelled_values_become_money_to_the_nearest_unit()
    {
        var column = MoneyColumn.FromDoubles([1.005, -2.5, double.NaN, 1e17], 1);
        Assert.Equal([10, -25, 0, (Int128)1e18], column.ToWide());
    }
}
