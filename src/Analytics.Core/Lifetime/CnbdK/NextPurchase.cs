using Analytics.Core.Numerics;

namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>
/// The time to the next purchase of a customer who is alive, at y = ln(1 + time / (alpha + T)). Silent is who has not made the k - j stages that
/// were missing, over the shares of j stages passed; from stage k - 1 the purchase comes at rate R + k - 1 per unit of y.
/// </summary>
/// <param name="shape">Gamma shape R = r + k x of the rate.</param>
/// <param name="shares">Share of each number of stages passed, 0 to k - 1.</param>
internal readonly ref struct NextPurchase(double shape, ReadOnlySpan<double> shares)
{
    private const double LongestLog = 40;
    private const int MostSteps = 100;

    private readonly ReadOnlySpan<double> _shares = shares;

    /// <summary>
    /// The y at which P(a purchase) reaches the probability, to a relative 1e-11 for probabilities from 1e-5; null where that is beyond any
    /// time. Newton's steps on the logarithm of silence, which is nearly a line, kept between what is known to be too early and too late.
    /// </summary>
    /// <param name="probability">Above 0, below 1.</param>
    public double? Quantile(double probability)
    {
        var aim = Accurate.Log1p(-probability);
        var (early, late) = (0.0, double.PositiveInfinity);
        var y = Math.Min(-aim / shape, LongestLog);
        for (var i = 0; i < MostSteps; i++)
        {
            var (silent, slope) = At(y);
            var gap = Math.Log(silent) - aim;
            if (gap > 0 && y >= LongestLog)
            {
                return null;
            }

            (early, late) = gap > 0 ? (y, late) : (early, y);
            var next = y + (gap * silent / slope);
            if (Math.Abs(next - y) <= 1e-9 * y)
            {
                return next;
            }

            y = Math.Min(
                LongestLog,
                next > early && next < late ? next
                    : double.IsInfinity(late) ? 2 * y
                    : (early + late) / 2
            );
        }

        return y;
    }

    private (double Silent, double Slope) At(double y)
    {
        var stages = _shares.Length;
        var (stay, step) = (Math.Exp(-y), -Accurate.Expm1(-y));
        var (silent, slope, none) = (0.0, 0.0, Math.Exp(-shape * y));
        for (var passed = 0; passed < stages; passed++)
        {
            var (term, sum) = (1.0, 1.0);
            for (var n = 1; n < stages - passed; n++)
            {
                term *= (shape + passed + n - 1) / n * step;
                sum += term;
            }

            silent += _shares[passed] * none * sum;
            slope += _shares[passed] * none * term;
            none *= stay;
        }

        return (silent, (shape + stages - 1) * slope);
    }
}
