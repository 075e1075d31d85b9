using Analytics.Core.Numerics;

namespace Analytics.Core.Lifetime.Nbd;

/// <summary>Predictions of the NBD model at fixed parameters: everybody is alive for ever.</summary>
/// <param name="p">The parameters.</param>
public sealed class NbdLifetime(NbdParameters p) : ILifetime
{
    /// <inheritdoc/>
    public IReadOnlyList<ILifetime> Stages => [this];

    /// <inheritdoc/>
    public void StageShares(in History history, Span<double> shares) => shares[0] = 1;

    /// <inheritdoc/>
    public double LogLikelihood(in History history) =>
        CountTerm.Log(p.R, p.Alpha, history.Frequency, history.Age);

    /// <inheritdoc/>
    public double PAlive(in History history) => 1;

    /// <inheritdoc/>
    public double ExpectedGivenAlive(in History history, double horizon) => Rate(history) * horizon;

    /// <inheritdoc/>
    public double PPurchaseGivenAlive(in History history, double horizon) =>
        -Accurate.Expm1(
            -(p.R + history.Frequency) * Accurate.Log1p(horizon / (p.Alpha + history.Age))
        );

    /// <inheritdoc/>
    public double? NextPurchase(in History history, double probability)
    {
        var time =
            (p.Alpha + history.Age)
            * Accurate.Expm1(-Accurate.Log1p(-probability) / (p.R + history.Frequency));
        return double.IsFinite(time) ? time : null;
    }

    /// <inheritdoc/>
    public double? ResidualGivenAlive(in History history, double delta) => Rate(history) / delta;

    /// <inheritdoc/>
    public SimulatedFuture SimulateGivenAlive(
        in History history,
        double horizon,
        double delta,
        ref Chance chance
    )
    {
        var rate = chance.Gamma(p.R + history.Frequency) / (p.Alpha + history.Age);
        var (count, discounted) = (0, 0.0);
        for (var at = chance.Exponential() / rate; at <= horizon; at += chance.Exponential() / rate)
        {
            count++;
            discounted += Math.Exp(-delta * at);
        }

        return new SimulatedFuture(count, discounted);
    }

    private double Rate(in History h) => (p.R + h.Frequency) / (p.Alpha + h.Age);
}
