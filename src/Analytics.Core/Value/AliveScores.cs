using Analytics.Core.Lifetime;

namespace Analytics.Core.Value;

/// <summary>What is expected of a customer who is alive, over the horizon.</summary>
internal readonly record struct AliveScores(
    double PPurchase,
    double Expected,
    double Discounted,
    double Residual
)
{
    public static AliveScores Of(
        ILifetime lifetime,
        in History history,
        ClvTerms terms,
        DiscountedSteps steps
    ) =>
        new(
            lifetime.PPurchaseGivenAlive(history, terms.Periods),
            lifetime.ExpectedGivenAlive(history, terms.Periods),
            steps.GivenAlive(lifetime, history),
            terms.Delta > 0 ? lifetime.ResidualGivenAlive(history, terms.Delta) ?? 0 : 0
        );

    /// <summary>The mean over stages.</summary>
    public static AliveScores Mix(ReadOnlySpan<AliveScores> stages, ReadOnlySpan<double> shares)
    {
        if (stages.Length == 1)
        {
            return stages[0];
        }

        var (some, expected, discounted) = (0.0, 0.0, 0.0);
        for (var j = 0; j < stages.Length; j++)
        {
            some += shares[j] * stages[j].PPurchase;
            expected += shares[j] * stages[j].Expected;
            discounted += shares[j] * stages[j].Discounted;
        }

        return new AliveScores(some, expected, discounted, 0);
    }
}
