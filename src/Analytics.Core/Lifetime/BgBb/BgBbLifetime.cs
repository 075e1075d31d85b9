using Analytics.Core.Numerics;

namespace Analytics.Core.Lifetime.BgBb;

/// <summary>
/// Predictions of the BG/BB model. Times count opportunities; a horizon that is no whole number lies on the line between its neighbours.
/// </summary>
/// <param name="p">The parameters.</param>
public sealed class BgBbLifetime(BgBbParameters p) : ILifetime
{
    private const int LongestWait = 100_000;

    /// <inheritdoc/>
    public IReadOnlyList<ILifetime> Stages => [this];

    /// <inheritdoc/>
    public void StageShares(in History history, Span<double> shares) => shares[0] = 1;

    /// <inheritdoc/>
    public double LogLikelihood(in History history) =>
        BgBbKernel.Log(p, history.Frequency, (int)history.Recency, (int)history.Age, []);

    /// <inheritdoc/>
    /// <remarks>Alive at opportunity n + 1, as in Fader, Hardie &amp; Shang 2010, eq. 11.</remarks>
    public double PAlive(in History history)
    {
        var n = (int)history.Age;
        var stays =
            LogBeta.Difference(p.Beta, p.Alpha, history.Frequency)
            + LogBeta.Difference(p.Alpha + history.Frequency, p.Beta, n - history.Frequency)
            + LogBeta.Difference(p.Gamma, p.Delta, n + 1);
        return Math.Min(1, Math.Exp(stays - LogLikelihood(history)));
    }

    /// <inheritdoc/>
    /// <remarks>Buying share times the expected opportunities still lived through (eq. 13 as a sum of positive terms).</remarks>
    public double ExpectedGivenAlive(in History history, double horizon)
    {
        var state = After(history);
        var (sum, stays) = (0.0, 1.0);
        for (var j = 0; j < horizon; j++)
        {
            sum += Math.Min(1, horizon - j) * stays;
            stays *= state.Stay(j);
        }

        return sum * state.Buys / (state.Buys + state.Passes);
    }

    /// <inheritdoc/>
    public double PPurchaseGivenAlive(in History history, double horizon)
    {
        var state = After(history);
        var (sum, stays, silent) = (0.0, 1.0, 1.0);
        for (var j = 0; j < horizon; j++)
        {
            sum +=
                Math.Min(1, horizon - j)
                * stays
                * silent
                * state.Buys
                / (state.Buys + state.Passes + j);
            silent *= (state.Passes + j) / (state.Buys + state.Passes + j);
            stays *= state.Stay(j);
        }

        return Math.Min(1, sum);
    }

    /// <inheritdoc/>
    public double? NextPurchase(in History history, double probability)
    {
        var state = After(history);
        var (sum, stays, silent) = (0.0, 1.0, 1.0);
        for (var j = 0; j < LongestWait; j++)
        {
            sum += stays * silent * state.Buys / (state.Buys + state.Passes + j);
            if (sum >= probability)
            {
                return j + 1;
            }

            silent *= (state.Passes + j) / (state.Buys + state.Passes + j);
            stays *= state.Stay(j);
        }

        return null;
    }

    /// <inheritdoc/>
    /// <remarks>DERT (eq. 14): the first opportunity is one period away, 2F1(1, delta + n + 1; gamma + delta + n + 1; e^-rate).</remarks>
    public double? ResidualGivenAlive(in History history, double delta)
    {
        var state = After(history);
        var lived = Math.Exp(
            Hypergeometric2F1.Log(1, state.Delta, state.Gamma + state.Delta, Math.Exp(-delta))
                - delta
        );
        return lived * state.Buys / (state.Buys + state.Passes);
    }

    /// <inheritdoc/>
    public SimulatedFuture SimulateGivenAlive(
        in History history,
        double horizon,
        double delta,
        ref Chance chance
    )
    {
        var state = After(history);
        var buys = chance.Beta(state.Buys, state.Passes);
        var leaves = chance.Beta(state.Gamma, state.Delta);
        var (count, discounted) = (0, 0.0);
        for (var j = 1; j <= horizon; j++)
        {
            if (chance.Uniform() < buys)
            {
                count++;
                discounted += Math.Exp(-delta * j);
            }

            if (chance.Uniform() < leaves)
            {
                break;
            }
        }

        return new SimulatedFuture(count, discounted);
    }

    private Posterior After(in History h) =>
        new(p.Alpha + h.Frequency, p.Beta + (h.Age - h.Frequency), p.Gamma, p.Delta + h.Age + 1);

    /// <summary>Beta posteriors of buying and of leaving for a customer who is there at the next opportunity.</summary>
    private readonly record struct Posterior(double Buys, double Passes, double Gamma, double Delta)
    {
        public double Stay(int after) => (Delta + after) / (Gamma + Delta + after);
    }
}
