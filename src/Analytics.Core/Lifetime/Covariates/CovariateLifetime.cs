using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.Covariates;

/// <summary>One lifetime per group of customers; a history says to which it belongs.</summary>
/// <param name="byGroup">The lifetimes, all of one family.</param>
public sealed class CovariateLifetime(ILifetime[] byGroup) : ILifetime
{
    private IReadOnlyList<ILifetime>? _stages;

    /// <inheritdoc/>
    public IReadOnlyList<ILifetime> Stages =>
        _stages ??=
            byGroup[0].Stages.Count == 1
                ? [this]
                :
                [
                    .. Enumerable
                        .Range(0, byGroup[0].Stages.Count)
                        .Select(j => new CovariateLifetime([.. byGroup.Select(l => l.Stages[j])])),
                ];

    /// <inheritdoc/>
    public void StageShares(in History history, Span<double> shares) =>
        Of(history).StageShares(history, shares);

    /// <inheritdoc/>
    public double LogLikelihood(in History history) => Of(history).LogLikelihood(history);

    /// <inheritdoc/>
    public double PAlive(in History history) => Of(history).PAlive(history);

    /// <inheritdoc/>
    public double ExpectedGivenAlive(in History history, double horizon) =>
        Of(history).ExpectedGivenAlive(history, horizon);

    /// <inheritdoc/>
    public void ExpectedGivenAlive(
        in History history,
        ReadOnlySpan<double> horizons,
        Span<double> expected
    ) => Of(history).ExpectedGivenAlive(history, horizons, expected);

    /// <inheritdoc/>
    public double PPurchaseGivenAlive(in History history, double horizon) =>
        Of(history).PPurchaseGivenAlive(history, horizon);

    /// <inheritdoc/>
    public double? NextPurchase(in History history, double probability) =>
        Of(history).NextPurchase(history, probability);

    /// <inheritdoc/>
    public double? ResidualGivenAlive(in History history, double delta) =>
        Of(history).ResidualGivenAlive(history, delta);

    /// <inheritdoc/>
    public void PAlive(SummaryCells cells, double[] target, int threads)
    {
        var at = 0;
        for (var g = 0; g < cells.Parts.Count; g++)
        {
            var part = new double[cells.Parts[g].Count];
            byGroup[g].PAlive(cells.Parts[g], part, threads);
            part.CopyTo(target, at);
            at += part.Length;
        }
    }

    /// <inheritdoc/>
    public SimulatedFuture SimulateGivenAlive(
        in History history,
        double horizon,
        double delta,
        ref Chance chance
    ) => Of(history).SimulateGivenAlive(history, horizon, delta, ref chance);

    private ILifetime Of(in History history) => byGroup[history.Group];
}
