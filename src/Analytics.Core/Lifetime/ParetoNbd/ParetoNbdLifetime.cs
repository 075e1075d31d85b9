using System.Collections.Concurrent;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>Predictions of the Pareto/NBD model at fixed parameters.</summary>
/// <param name="p">The parameters.</param>
public sealed class ParetoNbdLifetime(ParetoNbdParameters p) : ILifetime
{
    private readonly ConcurrentDictionary<(double B, double Delta), double> _lives = new();

    /// <inheritdoc/>
    public IReadOnlyList<ILifetime> Stages => [this];

    /// <inheritdoc/>
    public void StageShares(in History history, Span<double> shares) => shares[0] = 1;

    /// <inheritdoc/>
    public double LogLikelihood(in History history)
    {
        var (alive, dead) = Split(history);
        return CountTerm.Log(p.R, p.Alpha, history.Frequency, history.Recency)
            - (p.S * Accurate.Log1p(history.Recency / p.Beta))
            + Math.Log(Math.Exp(alive) + dead);
    }

    /// <inheritdoc/>
    public double PAlive(in History history)
    {
        var (alive, dead) = Split(history);
        return Math.Exp(alive - Math.Log(Math.Exp(alive) + dead));
    }

    /// <inheritdoc/>
    public void PAlive(SummaryCells cells, double[] target, int threads)
    {
        if (cells.HasGrid && cells.Count > 0)
        {
            ParetoNbdGridKernel.PAlive(p, cells, target, threads);
            return;
        }

        FixedBlocks.Each(
            cells.Count,
            threads,
            (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    target[i] = PAlive(cells.At(i));
                }
            }
        );
    }

    /// <inheritdoc/>
    /// <remarks>
    /// (r + x)(beta + T) / (alpha + T) x [1 - ((beta + T) / (beta + T + t))^(s - 1)] / (s - 1) (Fader &amp; Hardie 2005, eq. 41); s -> 1 is
    /// the logarithm.
    /// </remarks>
    public double ExpectedGivenAlive(in History history, double horizon)
    {
        var b = p.Beta + history.Age;
        return (p.R + history.Frequency)
            / (p.Alpha + history.Age)
            * b
            * Accurate.SaturatingLength(p.S - 1, Accurate.Log1p(horizon / b));
    }

    /// <inheritdoc/>
    public double PPurchaseGivenAlive(in History history, double horizon) =>
        Next(history).Within(horizon);

    /// <inheritdoc/>
    public double? NextPurchase(in History history, double probability) =>
        Next(history).Quantile(probability);

    /// <inheritdoc/>
    /// <remarks>DERT (Fader, Hardie &amp; Lee 2005, "RFM and CLV", eq. 2): the confluent function as an integral over the remaining life.</remarks>
    public double? ResidualGivenAlive(in History history, double delta)
    {
        var b = p.Beta + history.Age;
        // the same for all who came on the same day
        var life = _lives.GetOrAdd((b, delta), key => DiscountedLife(p.S, key.B, key.Delta));
        return (p.R + history.Frequency) / (p.Alpha + history.Age) * life;
    }

    /// <inheritdoc/>
    public SimulatedFuture SimulateGivenAlive(
        in History history,
        double horizon,
        double delta,
        ref Chance chance
    )
    {
        var rate = chance.Gamma(p.R + history.Frequency) / (p.Alpha + history.Age);
        var death = chance.Gamma(p.S) / (p.Beta + history.Age);
        var end = Math.Min(horizon, chance.Exponential() / death);
        var (count, discounted) = (0, 0.0);
        for (var at = chance.Exponential() / rate; at <= end; at += chance.Exponential() / rate)
        {
            count++;
            discounted += Math.Exp(-delta * at);
        }

        return new SimulatedFuture(count, discounted);
    }

    /// <summary>Integral over u from 0 of e^(-delta u) (1 + u/b)^-s, in ln u.</summary>
    internal static double DiscountedLife(double s, double b, double delta) =>
        Math.Exp(Quadrature.LogWholeLine(new Life(s, b, delta), -Math.Log(delta + (s / b))));

    /// <summary>
    /// With the likelihood of x purchases up to t_x and being alive then taken out: ln P(alive until T and silent) and P(dead in (t_x, T]
    /// and silent before), which sum to 1 at most.
    /// </summary>
    private (double LogAlive, double Dead) Split(in History h)
    {
        var shape = p.R + h.Frequency;
        var (a, b, silent) = (p.Alpha + h.Recency, p.Beta + h.Recency, h.Age - h.Recency);
        var alive = (-shape * Accurate.Log1p(silent / a)) - (p.S * Accurate.Log1p(silent / b));
        return (alive, p.S / b * PowerIntegral.Of(shape, a, p.S + 1, b, silent).Value);
    }

    private NextPurchase Next(in History h) =>
        new(p.R + h.Frequency, p.Alpha + h.Age, p.S, p.Beta + h.Age);

    private readonly struct Life(double s, double b, double delta) : ILogIntegrand
    {
        public double Log(double v)
        {
            var u = Math.Exp(v);
            return v - (delta * u) - (s * Accurate.Log1p(u / b));
        }
    }
}
