namespace Analytics.Core.Lifetime;

/// <summary>Quantiles of the time to the next purchase where the model has no closed form.</summary>
internal static class WaitingTime
{
    private const double Longest = 1e9;

    /// <summary>The time at which P(at least one purchase | alive) reaches the probability, to a relative 1e-10; null where it never does.</summary>
    /// <param name="lifetime">The model.</param>
    /// <param name="history">The history.</param>
    /// <param name="probability">Above 0, below 1.</param>
    /// <param name="start">A time of the right order.</param>
    public static double? Quantile(
        ILifetime lifetime,
        in History history,
        double probability,
        double start
    )
    {
        var high = Math.Clamp(start, 1e-6, 1e6);
        while (lifetime.PPurchaseGivenAlive(history, high) < probability)
        {
            high *= 4;
            if (high > Longest)
            {
                return null;
            }
        }

        var low = high / 4;
        while (low > 1e-12 && lifetime.PPurchaseGivenAlive(history, low) >= probability)
        {
            (high, low) = (low, low / 4);
        }

        // bisection on the logarithm: 36 halvings of a factor 4 leave 2e-11
        for (var i = 0; i < 36; i++)
        {
            var middle = Math.Sqrt(low * high);
            if (lifetime.PPurchaseGivenAlive(history, middle) < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }
}
