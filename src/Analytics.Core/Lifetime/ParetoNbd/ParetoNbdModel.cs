using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>
/// Pareto/NBD (Schmittlein, Morrison &amp; Colombo 1987): purchases at a rate and an unseen end of the relation at another rate, both varying by
/// customer.
/// </summary>
public sealed class ParetoNbdModel : ILifetimeModel
{
    /// <inheritdoc/>
    public string Name => "pareto-nbd";

    /// <inheritdoc/>
    public int Regularity => 1;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterRole> Parameters => ParetoNbdParameters.Roles;

    /// <inheritdoc/>
    public bool IsDiscrete => false;

    /// <inheritdoc/>
    public double LogLikelihood(
        ReadOnlySpan<double> parameters,
        SummaryCells cells,
        Span<double> gradient,
        int threads
    )
    {
        var p = ParetoNbdParameters.From(parameters);
        return cells.HasGrid
            ? ParetoNbdGridKernel.LogLikelihood(p, cells, gradient, threads)
            : ParetoNbdKernel.LogLikelihood(p, cells, gradient, threads);
    }

    /// <inheritdoc/>
    public ILifetime At(ReadOnlySpan<double> parameters) =>
        new ParetoNbdLifetime(ParetoNbdParameters.From(parameters));
}
