using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Core.Tests.Delinquency;

public class SharedEffectsTests
{
    [Fact]
    public void States_that_differ_by_chance_only_share_the_mean_weighted_by_precision()
    {
        var odds = SharedEffects.Odds([Effect(1.1, .1), Effect(1.2, .2)]);
        var mean = Math.Exp(((4 * Math.Log(1.1)) + Math.Log(1.2)) / 5);
        Assert.Equal(mean, odds[0], 1e-12);
        Assert.Equal(mean, odds[1], 1e-12);
    }

    [Fact]
    public void States_that_clearly_differ_keep_most_of_their_own()
    {
        var odds = SharedEffects.Odds([Effect(1, .02), Effect(2, .02), Effect(4, .02)]);
        Assert.Equal(1, odds[0], .01);
        Assert.Equal(2, odds[1], .01);
        Assert.Equal(4, odds[2], .01);
    }

    [Fact]
    public void One_state_keeps_its_own() =>
        Assert.Equal(1.3, Assert.Single(SharedEffects.Odds([Effect(1.3, .5)])), 1e-12);

    private static TreatmentEffect Effect(double odds, double error)
    {
        var limit = Math.Exp(1.959963984540054 * error);
        return new TreatmentEffect(1, 1, 500, .5, .6, odds, odds / limit, odds * limit, 500);
    }
}
