namespace Analytics.Core.Lifetime.BgBb;

/// <summary>Parameters of the BG/BB model; all positive.</summary>
/// <param name="Alpha">First parameter of the beta spread of buying at an opportunity.</param>
/// <param name="Beta">Second parameter of that spread.</param>
/// <param name="Gamma">First parameter of the beta spread of leaving before an opportunity.</param>
/// <param name="Delta">Second parameter of that spread.</param>
public readonly record struct BgBbParameters(double Alpha, double Beta, double Gamma, double Delta)
{
    /// <summary>Names in the order of parameter spans; none is a length of time.</summary>
    public static IReadOnlyList<ParameterRole> Roles { get; } =
    [
        new("alpha", false, false),
        new("beta", false, false),
        new("gamma", false, true),
        new("delta", false, true),
    ];

    /// <summary>From the order of <see cref="Roles"/>.</summary>
    public static BgBbParameters From(ReadOnlySpan<double> p) => new(p[0], p[1], p[2], p[3]);
}
