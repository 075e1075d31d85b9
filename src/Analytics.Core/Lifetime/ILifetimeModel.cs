using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime;

/// <summary>A family of lifetime models: it knows its parameters and how likely a table of histories is under them.</summary>
public interface ILifetimeModel
{
    /// <summary>The name on the command line and in tables, for example <c>bg-nbd</c>.</summary>
    string Name { get; }

    /// <summary>Erlang stages between purchases; 1 for every model without regularity.</summary>
    int Regularity { get; }

    /// <summary>The continuous parameters in the order of all parameter spans.</summary>
    IReadOnlyList<ParameterRole> Parameters { get; }

    /// <summary>True where the likelihood is about discrete opportunities, so that its AIC must not be compared with the others'.</summary>
    bool IsDiscrete { get; }

    /// <summary>
    /// The log-likelihood of all cells with its gradient. Added up in fixed blocks: the same bits at any number of threads.
    /// </summary>
    /// <param name="parameters">Positive, in the order of <see cref="Parameters"/>.</param>
    /// <param name="cells">Times in the periods of the parameters.</param>
    /// <param name="gradient">Derivatives by the parameters, overwritten.</param>
    /// <param name="threads">At least 1.</param>
    double LogLikelihood(
        ReadOnlySpan<double> parameters,
        SummaryCells cells,
        Span<double> gradient,
        int threads
    );

    /// <summary>The model at given parameters, for predictions.</summary>
    ILifetime At(ReadOnlySpan<double> parameters);
}
