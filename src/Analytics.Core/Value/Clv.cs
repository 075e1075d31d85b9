using Analytics.Core.Lifetime;

namespace Analytics.Core.Value;

/// <summary>Customer lifetime value over a horizon: margin x spend x integral of e^(-delta u) dE(u).</summary>
public static class Clv
{
    /// <summary>Discounted purchases expected in (T, T + horizon] given alive, see <see cref="DiscountedSteps"/>.</summary>
    public static double DiscountedGivenAlive(
        ILifetime lifetime,
        in History history,
        ClvTerms terms
    ) => DiscountedSteps.Of(terms).GivenAlive(lifetime, history);

    /// <summary>E[discounted margin in the horizon | history], currency units.</summary>
    /// <param name="lifetime">The model.</param>
    /// <param name="history">The history.</param>
    /// <param name="meanSpend">Expected spend per purchase, currency units.</param>
    /// <param name="terms">Horizon, discount, margin.</param>
    public static double Expected(
        ILifetime lifetime,
        in History history,
        double meanSpend,
        ClvTerms terms
    ) =>
        terms.Margin
        * meanSpend
        * lifetime.PAlive(history)
        * DiscountedGivenAlive(lifetime, history, terms);

    /// <summary>The same without end, in closed form; null where the model has none.</summary>
    public static double? Residual(
        ILifetime lifetime,
        in History history,
        double meanSpend,
        ClvTerms terms
    ) =>
        terms.Delta > 0 && lifetime.ResidualTransactions(history, terms.Delta) is { } transactions
            ? terms.Margin * meanSpend * transactions
            : null;

    /// <summary>
    /// (1 - p_alive) x E[discounted margin in the horizon given alive]: what is lost with those who may have left. 0 for one-time buyers
    /// under the BG models, which take them to be alive.
    /// </summary>
    public static double AtRisk(
        ILifetime lifetime,
        in History history,
        double meanSpend,
        ClvTerms terms
    ) =>
        terms.Margin
        * meanSpend
        * (1 - lifetime.PAlive(history))
        * DiscountedGivenAlive(lifetime, history, terms);
}
