using Analytics.Core.Faults;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.BgBb;

/// <summary>
/// BG/BB (Fader, Hardie &amp; Shang 2010): purchases at discrete opportunities, such as yearly appeals for donations. Cells hold transactions,
/// the opportunity of the last one, and the number of opportunities; all whole numbers.
/// </summary>
public sealed class BgBbModel : ILifetimeModel
{
    /// <inheritdoc/>
    public string Name => "bg-bb";

    /// <inheritdoc/>
    public int Regularity => 1;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterRole> Parameters => BgBbParameters.Roles;

    /// <inheritdoc/>
    public bool IsDiscrete => true;

    /// <inheritdoc/>
    /// <exception cref="DataFault">Times that are no whole numbers, or more transactions than opportunities.</exception>
    public double LogLikelihood(
        ReadOnlySpan<double> parameters,
        SummaryCells cells,
        Span<double> gradient,
        int threads
    )
    {
        Opportunities.Check(cells, Name);
        var p = BgBbParameters.From(parameters);
        Span<double> total = stackalloc double[5];
        FixedBlocks.Sum(
            cells.Count,
            threads,
            total,
            (from, to, sums) => BgBbKernel.Block(p, cells, from, to, sums.Span)
        );
        total[1..].CopyTo(gradient);
        return total[0];
    }

    /// <inheritdoc/>
    public ILifetime At(ReadOnlySpan<double> parameters) =>
        new BgBbLifetime(BgBbParameters.From(parameters));
}
