using Analytics.Core.Pyramid;
using Analytics.Core.Tests.Data;
using Analytics.Core.Tests.Segments;

namespace Analytics.Core.Tests.Pyramid;

public class StabilityTests
{
    private const byte None = ValuePyramid.NoTier;
    private static readonly TierSettings Quarters = TierSettings.Parse(
        "25,25,25,25",
        TierBasis.Customers
    );

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(3, 0, 3)]
    [InlineData(3, None, 3)]
    public void Values_far_from_the_cuts_take_todays_tier(int row, byte last, byte expected) =>
        Assert.Equal(expected, Applied([1000, 330, 220, 100], row, last, []));

    [Theory]
    // a tenth above 950 is 1045, a tenth above 1000 is 1100, a tenth below 1050 is 945
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 0, 0)]
    [InlineData(1, 2, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(3, 2, 3)]
    [InlineData(0, 3, 1)]
    public void Values_close_to_the_cut_keep_the_last_tier(int row, byte last, byte expected) =>
        Assert.Equal(expected, Applied([1050, 1000, 950, 100], row, last, []));

    [Fact]
    public void A_sure_tier_is_taken_at_once()
    {
        Assert.Equal(1, Applied([1050, 1000, 950, 100], 1, 0, [0, .8, 0, 0]));
        Assert.Equal(0, Applied([1050, 1000, 950, 100], 1, 0, [0, .79, 0, 0]));
    }

    [Fact]
    public void Probabilities_sum_to_one_and_do_not_depend_on_threads()
    {
        var builder = new DaysBuilder();
        var random = new Random(3);
        for (var i = 0; i < 400; i++)
        {
            builder.Buy("c" + random.Next(60), random.Next(100), random.Next(10_000));
        }

        var days = builder.Return("returner", 5, 100).Build();
        var summary = RfmScorerTests.Summary(days, 90);
        TierProbabilities Run(int threads, long seed) =>
            TierBootstrap.Run(days, summary, true, TierSettings.ByCustomers, 50, seed, threads);

        var one = Run(1, 9);
        var two = Run(2, 9);
        var other = Run(2, 10);
        var differs = false;
        for (var row = 0; row < summary.Count; row++)
        {
            var sum = 0.0;
            for (var tier = 0; tier < 4; tier++)
            {
                sum += one.Of(row, tier);
                Assert.Equal(one.Of(row, tier), two.Of(row, tier));
                differs |= one.Of(row, tier) != other.Of(row, tier);
            }

            // four multiples of 1/50
            Assert.Equal(summary.IsScored(row) ? 1 : 0, sum, 1e-12);
        }

        Assert.True(differs);
        Assert.Equal((50, 9L), (one.Replicates, one.Seed));
    }

    [Fact]
    public void A_customer_far_above_the_rest_is_sure_of_the_top_and_the_bottom_of_the_bottom()
    {
        var builder = new DaysBuilder();
        for (var i = 0; i < 30; i++)
        {
            for (var day = 0; day < 40; day++)
            {
                builder.Buy(
                    "c" + (char)('A' + i),
                    day,
                    i == 0 ? 100_000
                        : i == 1 ? 1
                        : 1000
                );
            }
        }

        var days = builder.Build();
        var summary = RfmScorerTests.Summary(days, 90);
        var settings = TierSettings.Parse("10,80,10", TierBasis.Customers);
        var tiers = ValuePyramid.Of(ValueRanking.Of(summary, summary.Net), settings).TierOf;
        var sure = TierBootstrap.Run(days, summary, true, settings, 100, 1, 2).OfTiers(tiers);
        Assert.Equal((1, 1), (sure[0], sure[1]));
        Assert.InRange(sure[5], .5, .999);
    }

    [Fact]
    public void Poisson_draws_follow_their_law()
    {
        var counts = new int[20];
        var random = new Random(1);
        const int Draws = 200_000;
        for (var i = 0; i < Draws; i++)
        {
            counts[TierBootstrap.Poisson((ulong)random.NextInt64() * 2)]++;
        }

        var expected = Math.Exp(-1);
        for (var k = 0; k < 5; k++)
        {
            // five standard errors of a share
            var band = 5 * Math.Sqrt(expected * (1 - expected) / Draws);
            Assert.Equal(expected, counts[k] / (double)Draws, band);
            expected /= k + 1;
        }
    }

    private static int Applied(long[] values, int row, byte last, double[] probability)
    {
        var pyramid = ValuePyramid.Of(Ranked.Of(values), Quarters);
        byte[] previous = [None, None, None, None];
        previous[row] = last;
        return Hysteresis.Apply(pyramid, previous, probability)[row];
    }
}
