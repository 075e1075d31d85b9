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

        return Refine(lifetime, history, probability, low, high);
    }

    /// <summary>Regula falsi on the logarithm of time with the Illinois rule: some eight evaluations where bisection takes forty.</summary>
    private static double Refine(
        ILifetime lifetime,
        in History history,
        double probability,
        double low,
        double high
    )
    {
        var (a, b) = (Math.Log(low), Math.Log(high));
        var fa = lifetime.PPurchaseGivenAlive(history, low) - probability;
        var fb = lifetime.PPurchaseGivenAlive(history, high) - probability;
        var lowMoved = false;
        for (var i = 0; i < 60 && b - a > 1e-11 && fb != 0; i++)
        {
            var c = b - (fb * (b - a) / (fb - fa));
            var fc = lifetime.PPurchaseGivenAlive(history, Math.Exp(c)) - probability;
            if (Math.Abs(fc) < 1e-12)
            {
                return Math.Exp(c);
            }

            if (fc < 0)
            {
                (a, fa, fb) = (c, fc, i > 0 && lowMoved ? fb / 2 : fb);
                lowMoved = true;
            }
            else
            {
                (b, fb, fa) = (c, fc, i > 0 && !lowMoved ? fa / 2 : fa);
                lowMoved = false;
            }
        }

        return Math.Exp(b);
    }
}
