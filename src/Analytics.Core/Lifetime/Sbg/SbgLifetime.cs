using Analytics.Core.Numerics;

namespace Analytics.Core.Lifetime.Sbg;

/// <summary>
/// Predictions of the shifted beta geometric model: a "purchase" is a renewal. Horizons count renewals; one that is no whole number lies on
/// the line between its neighbours.
/// </summary>
/// <param name="p">The parameters.</param>
public sealed class SbgLifetime(SbgParameters p) : ILifetime
{
    /// <inheritdoc/>
    public IReadOnlyList<ILifetime> Stages => [this];

    /// <inheritdoc/>
    public void StageShares(in History history, Span<double> shares) => shares[0] = 1;

    /// <inheritdoc/>
    public double LogLikelihood(in History history) =>
        SbgKernel.Log(p, history.Frequency, history.Age);

    /// <inheritdoc/>
    /// <remarks>Contracts are seen to end: 1 or 0.</remarks>
    public double PAlive(in History history) => history.Frequency < history.Age ? 0 : 1;

    /// <inheritdoc/>
    public double ExpectedGivenAlive(in History history, double horizon)
    {
        var (sum, stays) = (0.0, 1.0);
        for (var j = 0; j < horizon; j++)
        {
            stays *= (p.Beta + history.Age + j) / (p.Alpha + p.Beta + history.Age + j);
            sum += Math.Min(1, horizon - j) * stays;
        }

        return sum;
    }

    /// <inheritdoc/>
    public double PPurchaseGivenAlive(in History history, double horizon) =>
        Math.Min(1, horizon) * (p.Beta + history.Age) / (p.Alpha + p.Beta + history.Age);

    /// <inheritdoc/>
    public double? NextPurchase(in History history, double probability) =>
        PPurchaseGivenAlive(history, 1) >= probability ? 1 : null;

    /// <inheritdoc/>
    /// <remarks>DERL without the payment due now: retention x e^-delta x 2F1(1, beta + n + 1; alpha + beta + n + 1; e^-delta).</remarks>
    public double? ResidualGivenAlive(in History history, double delta)
    {
        var (b, total) = (p.Beta + history.Age, p.Alpha + p.Beta + history.Age);
        return (b / total)
            * Math.Exp(Hypergeometric2F1.Log(1, b + 1, total + 1, Math.Exp(-delta)) - delta);
    }

    /// <inheritdoc/>
    public SimulatedFuture SimulateGivenAlive(
        in History history,
        double horizon,
        double delta,
        ref Chance chance
    )
    {
        var leaves = chance.Beta(p.Alpha, p.Beta + history.Age);
        var (count, discounted) = (0, 0.0);
        for (var j = 1; j <= horizon; j++)
        {
            if (chance.Uniform() < leaves)
            {
                break;
            }

            count++;
            discounted += Math.Exp(-delta * j);
        }

        return new SimulatedFuture(count, discounted);
    }
}
