using Analytics.Core.Numerics;
using Analytics.Models.Evaluation;

namespace Analytics.Models.Tests.Evaluation;

/// <summary>The drift test on made-up probabilities of which it is known what came.</summary>
public class ModelDriftTests
{
    private const int Rows = 2000;

    [Fact]
    public void A_model_that_does_as_it_was_proven_has_not_drifted()
    {
        var now = Measured(p => p);
        var drift = ModelDrift.Of(now, now.Auc.Value, 1, [("x", 0.24)], "left");
        Assert.False(drift.IsThere, string.Join("; ", drift.Reasons));
        Assert.EndsWith("largest stability index 0.24 (x)", drift.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_moved_is_named()
    {
        var now = Measured(p => p);
        var drift = ModelDrift.Of(now, now.Auc.Value, 1, [("x", 0.1), ("y", 0.25)], "left");
        Assert.Equal(
            "'y' has moved (stability index 0.25, limit 0.25)",
            Assert.Single(drift.Reasons)
        );
    }

    [Fact]
    public void An_order_surely_worse_than_proven_is_drift_and_a_slightly_worse_one_is_not()
    {
        var now = Measured(p => p);
        Assert.False(ModelDrift.Of(now, now.Auc.High - 0.001, 1, [], "left").IsThere);
        var reason = Assert.Single(ModelDrift.Of(now, now.Auc.High + 0.001, 1, [], "left").Reasons);
        Assert.StartsWith("AUC is ", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0, false)]
    [InlineData(1.05, false)]
    [InlineData(1.4, true)]
    [InlineData(0.6, true)]
    public void Only_a_level_off_by_more_than_a_tenth_and_chance_is_drift(
        double level,
        bool expected
    )
    {
        var now = Measured(p => p * level);
        var drift = ModelDrift.Of(now, 0, double.NaN, [], "left");
        Assert.Equal(expected, drift.IsThere);
        Assert.All(drift.Reasons, r => Assert.Contains("left, ", r, StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_worse_than_the_mere_rate_has_drifted()
    {
        var now = Measured(p => p);
        Assert.False(ModelDrift.Of(now, 0, now.LogLoss.Value, [], "left").IsThere);
        Assert.Contains(
            "above that of the mere rate",
            Assert.Single(ModelDrift.Of(now, 0, now.LogLoss.Value - 0.001, [], "left").Reasons),
            StringComparison.Ordinal
        );
    }

    private static BinaryEvaluation Measured(Func<double, double> came)
    {
        var chance = new Chance(5, 9);
        var (foretold, events) = (new double[Rows], new bool[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            foretold[i] = 0.7 * chance.Uniform();
            events[i] = chance.Uniform() < came(foretold[i]);
        }

        return BinaryEvaluation.Of(foretold, events, seed: 1);
    }
}
