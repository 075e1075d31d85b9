namespace Analytics.Core.Lifetime.Nbd;

/// <summary>Parameters of the NBD model; both positive.</summary>
/// <param name="R">Shape of the gamma spread of purchase rates.</param>
/// <param name="Alpha">Rate of that spread, periods.</param>
public readonly record struct NbdParameters(double R, double Alpha)
{
    /// <summary>Names in the order of parameter spans.</summary>
    public static IReadOnlyList<ParameterRole> Roles { get; } =
    [new("r", false, false), new("alpha", true, false)];

    /// <summary>From the order of <see cref="Roles"/>.</summary>
    public static NbdParameters From(ReadOnlySpan<double> p) => new(p[0], p[1]);
}
