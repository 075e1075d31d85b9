namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>Parameters of the Pareto/NBD model; all positive.</summary>
/// <param name="R">Shape of the gamma spread of purchase rates.</param>
/// <param name="Alpha">Rate of that spread, periods.</param>
/// <param name="S">Shape of the gamma spread of death rates.</param>
/// <param name="Beta">Rate of that spread, periods.</param>
public readonly record struct ParetoNbdParameters(double R, double Alpha, double S, double Beta)
{
    /// <summary>Names in the order of parameter spans.</summary>
    public static IReadOnlyList<ParameterRole> Roles { get; } =
    [
        new("r", false, false),
        new("alpha", true, false),
        new("s", false, true),
        new("beta", true, true),
    ];

    /// <summary>From the order of <see cref="Roles"/>.</summary>
    public static ParetoNbdParameters From(ReadOnlySpan<double> p) => new(p[0], p[1], p[2], p[3]);
}
