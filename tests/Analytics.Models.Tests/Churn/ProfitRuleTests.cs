using Analytics.Core.Numerics;
using Analytics.Core.Value;
using Analytics.Models.Churn;

namespace Analytics.Models.Tests.Churn;

public class ProfitRuleTests
{
    private static readonly ContactTerms Terms = new() { SaveRate = 0.1, Cost = 10 };

    [Fact]
    public void Profit_of_a_cut_is_what_its_customers_that_left_were_worth_less_all_contacts()
    {
        // expected losses 300, 90, 250 and 10: the order is the first, the third, the second, the last
        var rows = new ProfitRows(
            [0.3, 0.9, 0.5, 0.1],
            [1000, 100, 500, 100],
            [true, true, false, false]
        );
        Assert.Equal(100 - 10, rows.Of(1, Terms), 9);
        Assert.Equal(100 - 20, rows.Of(2, Terms), 9);
        Assert.Equal(110 - 30, rows.Of(3, Terms), 9);
        Assert.Equal(110 - 40, rows.Of(4, Terms), 9);
        // expected gains 30, 25, 9 and 1 against a cost of 10
        Assert.Equal(2, rows.Worthwhile(Terms));
    }

    [Fact]
    public void Where_expected_gains_tell_who_is_worth_a_contact_they_are_the_cut()
    {
        // one customer of twenty has something at stake: the best fixed share, a tenth, wastes half of its contacts
        var rows = Rows(4000, (i, chance) => (chance.Uniform(), i % 20 == 0 ? 1000 : 0));
        var rule = ProfitRule.Choose(rows, Terms, 1);
        Assert.Equal(0.1, rule.BestShare);
        Assert.Null(rule.Share);
        var later = Rows(4000, (i, chance) => (chance.Uniform(), i % 20 == 0 ? 1000 : 0), seed: 2);
        var curve = rule.Judge(later, Terms, 1);
        Assert.False(curve.IsShare);
        Assert.True(curve.Profit > curve.FixedProfit);
        Assert.InRange(curve.Profit, curve.Low, curve.High);
    }

    [Fact]
    public void Where_probabilities_are_off_the_best_fixed_share_is_the_cut()
    {
        // everybody leaves with probability 0.5, the model says 0.05: by expected gain nobody would be contacted
        var rows = Rows(2000, (_, _) => (0.5, 400), told: 0.1);
        Assert.Equal(0, rows.Worthwhile(Terms));
        var rule = ProfitRule.Choose(rows, Terms, 1);
        Assert.Equal(1, rule.BestShare);
        Assert.Equal(1, rule.Share);
        var curve = rule.Judge(Rows(2000, (_, _) => (0.5, 400), told: 0.1, seed: 2), Terms, 1);
        Assert.True(curve.IsShare);
        Assert.Equal(2000, curve.Contacted);
        Assert.Equal(curve.FixedProfit, curve.Profit);
    }

    private static ProfitRows Rows(
        int count,
        Func<int, Chance, (double Probability, double Value)> of,
        double told = 1,
        long seed = 1
    )
    {
        var chance = new Chance(seed, 0);
        var (probability, value, positive) = (
            new double[count],
            new double[count],
            new bool[count]
        );
        for (var i = 0; i < count; i++)
        {
            (probability[i], value[i]) = of(i, chance);
            positive[i] = chance.Uniform() < probability[i];
            probability[i] *= told;
        }

        return new ProfitRows(probability, value, positive);
    }
}
