using System.Runtime.Intrinsics;
using Analytics.Core.Numerics;

namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>
/// E[purchases] and P(at least one) of a customer who is alive. Every sum here has positive terms only, so the limits a -> 1 and a + b &lt; 1
/// with x = 0, where the closed form with 2F1 (Fader, Hardie &amp; Lee 2005, eq. 10) is 0/0 or cancels, are ordinary points.
/// </summary>
internal static class CnbdKExpectation
{
    private const double LongestSeries = 4000;
    private const double LeastLog = 600;
    private const double LogTen = 2.302585092994045684;

    /// <summary>
    /// sum over n of P(n stages in the horizon without dropout) C(floor((n + passed) / k)), C(M) = sum over m up to M of
    /// B(a, b + m - 1) / B(a, b): the m-th purchase happens when there is time for it and the m - 1 before did not end the relation.
    /// </summary>
    public static double Of(in StagesAhead s, double horizon)
    {
        if (horizon <= 0)
        {
            return 0;
        }

        var ratio = horizon / s.Rate;
        return s.Stages == 1 && (s.Shape * ratio) + (40 * (1 + ratio)) > LongestSeries
            ? Math.Exp(Quadrature.LogWholeLine(new OverDropout(s, ratio), Math.Log(s.A / s.B)))
            : Series(s, ratio);
    }

    /// <summary>The same for four horizons at once, each positive; false where they need a way of their own.</summary>
    public static bool TryFour(
        in StagesAhead s,
        Vector256<double> horizons,
        out Vector256<double> expected
    )
    {
        var ratio = horizons * (1 / s.Rate);
        var widest = Math.Max(Math.Max(ratio[0], ratio[1]), Math.Max(ratio[2], ratio[3]));
        var none = s.Shape * Accurate.Log1p(widest);
        expected = default;
        // not where the chance of no stage at all underflows, and not where the series is too long
        if (none > LeastLog || (s.Shape * widest) + (40 * (1 + widest)) > LongestSeries)
        {
            return false;
        }

        var success = ratio / (Vector256<double>.One + ratio);
        var term = Vector256.Exp(-s.Shape * Vector256.Log(Vector256<double>.One + ratio));
        var (purchases, staying, made, untilNext) = (0.0, 1.0, 0, s.Stages - s.Passed);
        for (var n = 1; ; n++)
        {
            var step = success * ((s.Shape + n - 1) / n);
            term *= step;
            if (--untilNext == 0)
            {
                untilNext = s.Stages;
                purchases += staying;
                staying *= (s.B + made) / (s.A + s.B + made);
                made++;
            }

            var added = term * purchases;
            expected += added;
            var left = Vector256<double>.One - step;
            if (
                made > 0
                && Vector256.GreaterThanAll(left, Vector256<double>.Zero)
                && Vector256.LessThanOrEqualAll(added, 1e-17 * expected * left * left)
            )
            {
                return true;
            }
        }
    }

    /// <summary>P(at least one purchase in the horizon): at least k - passed stages.</summary>
    public static double AtLeastOne(in StagesAhead s, double horizon)
    {
        if (horizon <= 0)
        {
            return 0;
        }

        var ratio = horizon / s.Rate;
        var none = -s.Shape * Accurate.Log1p(ratio);
        var missing = s.Stages - s.Passed;
        if (missing == 1)
        {
            return -Accurate.Expm1(none);
        }

        var success = ratio / (1 + ratio);
        var (term, below) = (1.0, 1.0);
        for (var n = 1; n < missing; n++)
        {
            term *= (s.Shape + n - 1) / n * success;
            below += term;
        }

        var few = Math.Exp(none) * below;
        if (few < 0.9)
        {
            return 1 - few;
        }

        // small chances: the tail itself, so that nothing cancels
        var tail = 0.0;
        for (var n = missing; ; n++)
        {
            term *= (s.Shape + n - 1) / n * success;
            tail += term;
            if (term <= 1e-17 * tail)
            {
                return Math.Exp(none) * tail;
            }
        }
    }

    private static double Series(in StagesAhead s, double ratio)
    {
        var success = ratio / (1 + ratio);
        var (term, sum, scale) = (1.0, 0.0, 0.0);
        // C(M) and the chance of not having left after M purchases
        var (purchases, staying) = (0.0, 1.0);
        var (made, untilNext) = (0, s.Stages - s.Passed);
        for (var n = 1; ; n++)
        {
            var step = (s.Shape + n - 1) / n * success;
            term *= step;
            if (--untilNext == 0)
            {
                untilNext = s.Stages;
                purchases += staying;
                staying *= (s.B + made) / (s.A + s.B + made);
                made++;
            }

            sum += term * purchases;
            if (term > 1e200 || sum > 1e200)
            {
                term *= 1e-200;
                sum *= 1e-200;
                scale += 200;
            }

            // beyond the hump the rest is below a geometric series (C grows at most like n)
            if (step < 1 && made > 0 && term * purchases <= 1e-17 * sum * (1 - step) * (1 - step))
            {
                break;
            }
        }

        return Math.Exp((-s.Shape * Accurate.Log1p(ratio)) + (scale * LogTen) + Math.Log(sum));
    }

    /// <summary>For k = 1 and very many stages: E over the dropout probability p of [1 - (1 + p z)^-shape] / p, in s = logit p.</summary>
    private readonly struct OverDropout(StagesAhead s, double ratio) : ILogIntegrand
    {
        private readonly double _norm = LogBeta.Of(s.A, s.B);

        public double Log(double logit)
        {
            var logP = -LogSumExp.OnePlus(-logit);
            // below the normal doubles p has no digits left, and the ratio is its limit, shape times z
            var perDropout =
                logP < -600
                    ? Math.Log(s.Shape * ratio)
                    : Math.Log(-Accurate.Expm1(-s.Shape * Accurate.Log1p(Math.Exp(logP) * ratio)))
                        - logP;
            return (s.A * logP) - (s.B * LogSumExp.OnePlus(logit)) + perDropout - _norm;
        }
    }
}
