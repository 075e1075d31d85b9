using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>
/// BG/CNBD-k and MBG/CNBD-k; k = 1 is BG/NBD and MBG/NBD. Purchases come in Erlang-k steps at a rate that varies by customer; after each
/// purchase (with the modified models also the first) the customer leaves with a probability that varies by customer.
/// </summary>
/// <param name="variant">The member of the family.</param>
public sealed class CnbdKModel(CnbdKVariant variant) : ILifetimeModel
{
    /// <summary>The member of the family.</summary>
    public CnbdKVariant Variant => variant;

    /// <inheritdoc/>
    public string Name =>
        (variant.DropoutAtZero ? "mbg-" : "bg-") + (variant.Stages == 1 ? "nbd" : "cnbd");

    /// <inheritdoc/>
    public int Regularity => variant.Stages;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterRole> Parameters => CnbdKParameters.Roles;

    /// <inheritdoc/>
    public bool IsDiscrete => false;

    /// <inheritdoc/>
    /// <remarks>For k &gt; 1 the sum of log inter-purchase times enters as (k - 1) sum(litt); 0 is taken where the cells do not bring it.</remarks>
    public double LogLikelihood(
        ReadOnlySpan<double> parameters,
        SummaryCells cells,
        Span<double> gradient,
        int threads
    ) =>
        CnbdKKernel.LogLikelihood(
            CnbdKParameters.From(parameters),
            variant,
            cells,
            gradient,
            threads
        ) + ((variant.Stages - 1) * (cells.SumLogGaps ?? 0));

    /// <inheritdoc/>
    public ILifetime At(ReadOnlySpan<double> parameters) =>
        new CnbdKLifetime(CnbdKParameters.From(parameters), variant);
}
