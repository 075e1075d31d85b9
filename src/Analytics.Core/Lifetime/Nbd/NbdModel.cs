using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.Nbd;

/// <summary>
/// NBD (Ehrenberg 1959): nobody ever leaves. Its likelihood is in the timing form gamma(r + x) / gamma(r) alpha^r / (alpha + T)^(r + x), so
/// that it compares with the models that do have an end.
/// </summary>
public sealed class NbdModel : ILifetimeModel
{
    /// <inheritdoc/>
    public string Name => "nbd";

    /// <inheritdoc/>
    public int Regularity => 1;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterRole> Parameters => NbdParameters.Roles;

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
        var p = NbdParameters.From(parameters);
        Span<double> total = stackalloc double[3];
        FixedBlocks.Sum(
            cells.Count,
            threads,
            total,
            (from, to, sums) => NbdKernel.Block(p, cells, from, to, sums.Span)
        );
        total[1..].CopyTo(gradient);
        return total[0];
    }

    /// <inheritdoc/>
    public ILifetime At(ReadOnlySpan<double> parameters) =>
        new NbdLifetime(NbdParameters.From(parameters));
}
