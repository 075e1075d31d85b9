using Analytics.Core.Lifetime;

namespace Analytics.Core.Value;

/// <summary>Quantiles of the days to the next purchase given alive, each <see cref="LifetimeScores.Blank"/> where it is too far off.</summary>
internal readonly record struct NextPurchaseDates(double Low, double Median, double High)
{
    public static NextPurchaseDates Of(ILifetime lifetime, in History history, ClvTerms terms)
    {
        var reached = lifetime.PPurchaseGivenAlive(
            history,
            terms.After(LifetimeScores.LongestWaitDays)
        );
        return new NextPurchaseDates(
            Wait(lifetime, history, 0.1, reached, terms),
            Wait(lifetime, history, 0.5, reached, terms),
            Wait(lifetime, history, 0.9, reached, terms)
        );
    }

    private static double Wait(
        ILifetime lifetime,
        in History history,
        double probability,
        double reached,
        ClvTerms terms
    ) =>
        reached >= probability && lifetime.NextPurchase(history, probability) is { } periods
            ? Math.Min(terms.Days(periods), LifetimeScores.LongestWaitDays)
            : LifetimeScores.Blank;
}
