using Analytics.Core.Numerics;

namespace Analytics.Core.Lifetime;

/// <summary>The likelihood of a number of events over gamma distributed rates, timing form.</summary>
internal static class CountTerm
{
    /// <summary>
    /// ln[gamma(r + n) / gamma(r) x alpha^r / (alpha + t)^(r + n)], arranged so that the error stays an ulp of n where the terms of the
    /// plain form are n ln n each and cancel.
    /// </summary>
    public static double Log(double r, double alpha, double events, double time)
    {
        if (events == 0)
        {
            return -r * Accurate.Log1p(time / alpha);
        }

        return (events * (Math.Log((r + events) / (alpha + time)) - 1))
            + (r * (Accurate.Log1p(events / r) - Accurate.Log1p(time / alpha)))
            - (0.5 * Accurate.Log1p(events / r))
            + (LogGamma.StirlingRest(r + events) - LogGamma.StirlingRest(r));
    }
}
