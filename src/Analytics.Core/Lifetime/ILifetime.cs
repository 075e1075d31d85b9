using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime;

/// <summary>A lifetime model at fixed parameters. All results are finite; times are in the periods of the parameters.</summary>
public interface ILifetime
{
    /// <summary>
    /// The model given how far a customer who is alive has come between two purchases: one entry per Erlang stage passed, only itself for
    /// the models without stages. Each entry depends on frequency and age alone, so that histories which differ in recency share it.
    /// </summary>
    IReadOnlyList<ILifetime> Stages { get; }

    /// <summary>Share of each entry of <see cref="Stages"/> given the history and alive; the shares sum to 1.</summary>
    void StageShares(in History history, Span<double> shares);

    /// <summary>ln likelihood of one history, timing form (no x!, no T^x); relative error 1e-12.</summary>
    double LogLikelihood(in History history);

    /// <summary>P(alive at T | history), 0 to 1.</summary>
    double PAlive(in History history);

    /// <summary>E[purchases in (T, T + horizon] | history and alive at T].</summary>
    double ExpectedGivenAlive(in History history, double horizon);

    /// <summary>The same for several horizons: models that can share work between them do so, with a relative difference below 1e-12.</summary>
    /// <param name="history">The history.</param>
    /// <param name="horizons">Lengths in periods.</param>
    /// <param name="expected">One entry per horizon, overwritten.</param>
    void ExpectedGivenAlive(
        in History history,
        ReadOnlySpan<double> horizons,
        Span<double> expected
    )
    {
        for (var i = 0; i < horizons.Length; i++)
        {
            expected[i] = ExpectedGivenAlive(history, horizons[i]);
        }
    }

    /// <summary>P(at least one purchase in (T, T + horizon] | history and alive at T).</summary>
    double PPurchaseGivenAlive(in History history, double horizon);

    /// <summary>
    /// Quantile of the time to the next purchase given alive at T; null where the chance of any later purchase is below it.
    /// </summary>
    /// <param name="history">The history.</param>
    /// <param name="probability">Above 0, below 1.</param>
    double? NextPurchase(in History history, double probability);

    /// <summary>
    /// E[sum of e^(-delta (t - T)) over purchases t after T | history and alive at T]; null where the model has no closed form.
    /// </summary>
    /// <param name="history">The history.</param>
    /// <param name="delta">Continuous discount rate per period; positive.</param>
    double? ResidualGivenAlive(in History history, double delta);

    /// <summary>
    /// P(alive at T) of every cell. Models that can tabulate it do so; where that differs from <see cref="PAlive(in History)"/> it does by less
    /// than 1e-9.
    /// </summary>
    /// <param name="cells">The histories.</param>
    /// <param name="target">One entry per cell, overwritten.</param>
    /// <param name="threads">At least 1; changes no bit.</param>
    void PAlive(SummaryCells cells, double[] target, int threads) =>
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

    /// <summary>One simulated future given the history and alive at T.</summary>
    /// <param name="history">The history.</param>
    /// <param name="horizon">Length of the future in periods.</param>
    /// <param name="delta">Continuous discount rate per period.</param>
    /// <param name="chance">Advanced.</param>
    SimulatedFuture SimulateGivenAlive(
        in History history,
        double horizon,
        double delta,
        ref Chance chance
    );
}

/// <summary>One simulated future of a customer.</summary>
/// <param name="Purchases">Number of purchases.</param>
/// <param name="Discounted">Sum of e^(-delta t) over them.</param>
public readonly record struct SimulatedFuture(int Purchases, double Discounted);

/// <summary>What follows from the primitives of <see cref="ILifetime"/> for every model.</summary>
public static class LifetimeExtensions
{
    /// <summary>E[purchases in (T, T + horizon] | history].</summary>
    public static double Expected(this ILifetime lifetime, in History history, double horizon) =>
        lifetime.PAlive(history) * lifetime.ExpectedGivenAlive(history, horizon);

    /// <summary>E[repeat purchases in (0, horizon]] of a customer on the day of the first purchase.</summary>
    public static double ExpectedNew(this ILifetime lifetime, double horizon) =>
        lifetime.Expected(History.New, horizon);

    /// <summary>
    /// Discounted expected residual transactions (DERT): E[sum of e^(-delta (t - T)) over purchases t after T | history]; null where the model
    /// has no closed form.
    /// </summary>
    public static double? ResidualTransactions(
        this ILifetime lifetime,
        in History history,
        double delta
    ) => lifetime.PAlive(history) * lifetime.ResidualGivenAlive(history, delta);

    /// <summary>One simulated future given the history; nothing for those who turn out to have left.</summary>
    public static SimulatedFuture Simulate(
        this ILifetime lifetime,
        in History history,
        double horizon,
        double delta,
        ref Chance chance
    ) =>
        chance.Uniform() < lifetime.PAlive(history)
            ? lifetime.SimulateGivenAlive(history, horizon, delta, ref chance)
            : default;

    /// <summary>P(at least one purchase in (T, T + horizon] | history).</summary>
    public static double PPurchase(this ILifetime lifetime, in History history, double horizon) =>
        lifetime.PAlive(history) * lifetime.PPurchaseGivenAlive(history, horizon);
}
