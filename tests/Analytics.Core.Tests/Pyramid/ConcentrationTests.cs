using Analytics.Core.Pyramid;
using Analytics.Core.Tests.Data;
using Analytics.Core.Tests.Segments;
using CsCheck;

namespace Analytics.Core.Tests.Pyramid;

public class ConcentrationTests
{
    [Fact]
    public void Equal_customers_have_Gini_zero_and_one_owner_nearly_one()
    {
        Assert.Equal(0, Concentration.Of(Ranked.Of(5, 5, 5, 5)).Gini);
        Assert.Equal(.75, Concentration.Of(Ranked.Of(0, 0, 9, 0)).Gini);
        Assert.Equal(0, Concentration.Of(Ranked.Of(0, -4)).Gini);
    }

    [Fact]
    public void Gini_is_half_the_mean_difference_over_the_mean() =>
        Ranked.Values.Sample(values =>
        {
            var counted = values.Select(v => (double)Math.Max(0, v)).ToArray();
            var total = counted.Sum();
            var differences = counted.Sum(a => counted.Sum(b => Math.Abs(a - b)));
            var expected = total == 0 ? 0 : differences / (2 * total * counted.Length);
            // differences of up to 40,000 pairs
            Assert.Equal(expected, Concentration.Of(Ranked.Of(values)).Gini, 1e-10);
        });

    [Fact]
    public void The_Lorenz_curve_is_convex_from_zero_to_one() =>
        Ranked.Values.Sample(values =>
        {
            var points = Lorenz.Of(Ranked.Of(values));
            Assert.Equal(101, points.Length);
            Assert.Equal((0.0, 0.0), (points[0].ShareCustomers, points[0].ShareValue));
            Assert.Equal((1.0, 1.0), (points[100].ShareCustomers, points[100].ShareValue));
            for (var i = 1; i < 100; i++)
            {
                var (left, here, right) = (
                    points[i - 1].ShareValue,
                    points[i].ShareValue,
                    points[i + 1].ShareValue
                );
                // one rounding of each share
                Assert.True(right - here >= here - left - 1e-12);
            }
        });

    [Fact]
    public void Deciles_hold_every_customer_once() =>
        Ranked.Values.Sample(values =>
        {
            var ranking = Ranked.Of(values);
            var rows = Deciles.Of(ranking);
            for (var tenth = 0; tenth < 10; tenth++)
            {
                var members = Enumerable
                    .Range(0, values.Length)
                    .Where(rank => 10 * rank / values.Length == tenth)
                    .ToList();
                Assert.Equal(members.Count, rows[tenth].Customers);
                Assert.Equal(
                    members.Sum(rank => (long)ranking[rank]),
                    (long)rows[tenth].Value.Units
                );
            }

            Assert.Equal(ranking.CountedTotal == 0 ? 0 : 1, rows[9].CumulativeShare);
        });

    [Fact]
    public void Online_Retail_has_its_reference_concentration()
    {
        if (RealData.OnlineRetailPositive() is not { } days)
        {
            return;
        }

        var summary = RfmScorerTests.Summary(days, RealData.Day(2011, 12, 9));
        var ranking = ValueRanking.Of(summary, summary.Net);
        var found = Concentration.Of(ranking);
        // printed to seven decimals
        Assert.Equal(.7151396, found.Gini, 5.1e-8);
        Assert.Equal(.3177538, found.Top1, 5.1e-8);
        Assert.Equal(.5037812, found.Top5, 5.1e-8);
        Assert.Equal(.6137507, found.Top10, 5.1e-8);
        Assert.Equal(.7461714, found.Top20, 5.1e-8);
        double[] tenths = [.6138, .1324, .0817, .0552, .0386, .0284, .0202, .0148, .0098, .0052];
        var rows = Deciles.Of(ranking);
        for (var i = 0; i < 10; i++)
        {
            // printed to four decimals
            Assert.Equal(tenths[i], rows[i].ShareValue, 5.1e-5);
        }
    }

    [Fact]
    public void The_CDNOW_master_has_its_reference_concentration()
    {
        if (RealData.CdnowMaster() is not { } days)
        {
            return;
        }

        var summary = RfmScorerTests.Summary(days, RealData.Day(1998, 6, 30));
        Assert.Equal((23_570, 250_031_563), (summary.Count, summary.Net.Sum()));
        var found = Concentration.Of(ValueRanking.Of(summary, summary.Net));
        // printed to five decimals
        Assert.Equal(.63457, found.Gini, 5.1e-6);
        Assert.Equal(.67777, found.Top20, 5.1e-6);
    }
}
