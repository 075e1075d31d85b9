namespace Analytics.Core.Fitting;

/// <summary>What became of a fit.</summary>
public enum DiagnosisKind
{
    /// <summary>An optimum inside, well determined.</summary>
    Converged,

    /// <summary>
    /// A best likelihood, but some direction of the parameters is hardly determined, or customers do not differ at all in one respect: trust likelihood
    /// and predictions, not single parameters.
    /// </summary>
    Ridge,

    /// <summary>Usable, but a large share of customers is first seen in the first days: they did not begin there.</summary>
    LeftTruncated,

    /// <summary>Usable with care: customers buy about as rarely as the window is long.</summary>
    WindowTooShort,

    /// <summary>The likelihood is best where nobody leaves, or everybody at once: nothing to foretell by. Not fit for use.</summary>
    Boundary,

    /// <summary>Too few customers came back for so many parameters. Not fit for use.</summary>
    TooFewRepeatBuyers,

    /// <summary>No optimum was found. Not fit for use.</summary>
    NotConverged,
}
