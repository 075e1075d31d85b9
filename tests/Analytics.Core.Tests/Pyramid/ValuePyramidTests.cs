using Analytics.Core.Faults;
using Analytics.Core.Pyramid;
using Analytics.Core.Tests.Data;
using Analytics.Core.Tests.Segments;
using CsCheck;

namespace Analytics.Core.Tests.Pyramid;

public class ValuePyramidTests
{
    private static readonly TierSettings[] Choices =
    [
        TierSettings.ByCustomers,
        TierSettings.ByValue,
        TierSettings.Parse("33.3,33.3,33.4", TierBasis.Customers),
        TierSettings.Parse("50", TierBasis.Value),
    ];

    private static readonly Gen<TierSettings> Settings = Gen.Int[0, Choices.Length - 1]
        .Select(i => Choices[i]);

    [Fact]
    public void Tiers_end_at_rounded_shares_of_customers_and_ties_go_by_id()
    {
        // 30 customers: 0.3 -> 0, 1.5 -> 2, 6 -> 6
        var pyramid = ValuePyramid.Of(
            Ranked.Of([.. Enumerable.Range(0, 30).Select(i => i < 10 ? 500L : 100L)]),
            TierSettings.ByCustomers
        );
        Assert.Equal([0, 2, 6, 30], pyramid.Ends);
        Assert.Equal([1, 1, 2, 2, 2, 2, 3], pyramid.TierOf[..7]);
        Assert.Null(pyramid.CutOf(0));
        Assert.Equal(500, pyramid.CutOf(2));
        Assert.Equal(100, pyramid.CutOf(3));

        var rows = pyramid.Rows();
        Assert.Equal("VIP major ordinary small", string.Join(' ', rows.Select(r => r.Tier.Name)));
        Assert.Null(rows[0].MinValue);
        Assert.Null(rows[0].MeanValue);
        Assert.Equal(5, rows[1].MeanValue);
    }

    [Fact]
    public void Tiers_by_value_are_the_smallest_sets_that_reach_the_share()
    {
        var pyramid = ValuePyramid.Of(Ranked.Of(20, 30, 50, -10), TierSettings.ByValue);
        Assert.Equal([1, 1, 2, 4], pyramid.Ends);
        Assert.Equal([3, 2, 0, 3], pyramid.TierOf);
    }

    [Fact]
    public void Negative_values_rank_last_and_weigh_nothing_in_shares()
    {
        var ranking = Ranked.Of(-50, 100, -70, 300);
        Assert.Equal([3, 1, 0, 2], ranking.Order);
        Assert.Equal(
            (2, -120, 400),
            (ranking.Negatives, ranking.NegativeSum, ranking.CountedTotal)
        );
        var rows = ValuePyramid
            .Of(ranking, TierSettings.Parse("50,50", TierBasis.Customers))
            .Rows();
        Assert.Equal((1.0, 0.0), (rows[0].ShareValue, rows[1].ShareValue));
        Assert.Equal("-1.20", rows[1].Value.ToString());
        Assert.Equal("tier-2", rows[1].Tier.Name);
    }

    [Fact]
    public void Tiers_partition_the_customers_and_their_value() =>
        Gen.Select(Ranked.Values, Settings)
            .Sample(
                (values, settings) =>
                {
                    var ranking = Ranked.Of(values);
                    var pyramid = ValuePyramid.Of(ranking, settings);
                    var rows = pyramid.Rows();
                    Assert.Equal(values.Length, rows.Sum(r => r.Customers));
                    Assert.Equal(
                        values.Sum(),
                        (long)rows.Aggregate((Int128)0, (s, r) => s + r.Value.Units)
                    );
                    // sums of at most four shares
                    Assert.Equal(1, rows.Sum(r => r.ShareCustomers), 1e-12);
                    Assert.Equal(
                        ranking.CountedTotal == 0 ? 0 : 1,
                        rows.Sum(r => r.ShareValue),
                        1e-12
                    );
                    for (var rank = 1; rank < ranking.Count; rank++)
                    {
                        Assert.True(ranking[rank - 1] >= ranking[rank]);
                        Assert.True(
                            pyramid.TierOf[ranking.Order[rank - 1]]
                                <= pyramid.TierOf[ranking.Order[rank]]
                        );
                    }
                }
            );

    [Theory]
    [InlineData("1,4,15", TierBasis.Customers, "do not sum to 100")]
    [InlineData("1,4,15,81", TierBasis.Customers, "do not sum to 100")]
    [InlineData("100", TierBasis.Customers, "2 to 20 tiers")]
    [InlineData("1,x", TierBasis.Customers, "'x' is not a positive percentage")]
    [InlineData("50,20", TierBasis.Value, "not rising")]
    [InlineData("50,120", TierBasis.Value, "not rising")]
    [InlineData("", TierBasis.Value, "'' is not a positive percentage")]
    public void Tiers_that_cannot_be_are_refused(string text, TierBasis by, string expected)
    {
        var fault = Assert.Throws<UsageFault>(() => TierSettings.Parse(text, by));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Customers_without_a_purchase_are_in_no_tier()
    {
        var days = new DaysBuilder().Buy("a", 1, 100).Return("b", 1, 100).Build();
        var summary = RfmScorerTests.Summary(days, 1);
        var pyramid = ValuePyramid.Of(
            ValueRanking.Of(summary, summary.Net),
            TierSettings.ByCustomers
        );
        Assert.Equal([3, ValuePyramid.NoTier], pyramid.TierOf);
    }

    [Fact]
    public void Online_Retail_has_its_reference_tiers()
    {
        if (RealData.OnlineRetailPositive() is not { } days)
        {
            return;
        }

        var summary = RfmScorerTests.Summary(days, RealData.Day(2011, 12, 9));
        Assert.Equal((4338, 18_532), (summary.Count, summary.Orders.Sum()));
        Assert.Equal((16_763, 8_911_407_904), (summary.PurchaseDays.Sum(), summary.Net.Sum()));
        var rows = ValuePyramid
            .Of(ValueRanking.Of(summary, summary.Net), TierSettings.ByCustomers)
            .Rows();
        Assert.Equal([43, 174, 651, 3470], rows.Select(r => r.Customers).ToArray());
        double[] shares = [.31775, .18603, .24239, .25383];
        for (var tier = 0; tier < 4; tier++)
        {
            // printed to five decimals
            Assert.Equal(shares[tier], rows[tier].ShareValue, 5.1e-6);
        }
    }

    [Fact]
    public void Online_Retail_under_the_default_policies_has_its_reference_negatives()
    {
        if (RealData.OnlineRetail() is not { } days)
        {
            return;
        }

        var summary = RfmScorerTests.Summary(days, RealData.Day(2011, 12, 9));
        Assert.Equal((4372, 8_300_065_814), (summary.Count, summary.Net.Sum()));
        var customers = Enumerable.Range(0, summary.Count).ToList();
        Assert.Equal(41, customers.Count(row => summary.Net[row] < 0));
        Assert.Equal(33, customers.Count(row => !summary.IsScored(row)));
        Assert.Equal(14, customers.Count(row => summary.Net[row] == 0));
        Assert.Equal(8, ValueRanking.Of(summary, summary.Net).Negatives);
    }
}
