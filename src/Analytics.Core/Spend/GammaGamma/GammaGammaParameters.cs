namespace Analytics.Core.Spend.GammaGamma;

/// <summary>Parameters of the Gamma-Gamma model; all positive.</summary>
/// <param name="P">Shape of the spend of one purchase day around the customer's mean.</param>
/// <param name="Q">Shape of the spread of the customers' scales; the population mean exists for q &gt; 1 only.</param>
/// <param name="V">Scale of that spread, currency units.</param>
public readonly record struct GammaGammaParameters(double P, double Q, double V)
{
    /// <summary>Names in the order of parameter spans.</summary>
    public static IReadOnlyList<string> Names { get; } = ["p", "q", "v"];

    /// <summary>From the order of <see cref="Names"/>.</summary>
    public static GammaGammaParameters From(ReadOnlySpan<double> p) => new(p[0], p[1], p[2]);

    /// <summary>Mean spend over all customers, p v / (q - 1); null where q &lt;= 1.</summary>
    public double? PopulationMean => Q > 1 ? P * V / (Q - 1) : null;
}
