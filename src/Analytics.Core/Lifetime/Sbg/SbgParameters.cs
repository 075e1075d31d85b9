namespace Analytics.Core.Lifetime.Sbg;

/// <summary>Parameters of the shifted beta geometric model; both positive.</summary>
/// <param name="Alpha">First parameter of the beta spread of not renewing.</param>
/// <param name="Beta">Second parameter of that spread.</param>
public readonly record struct SbgParameters(double Alpha, double Beta)
{
    /// <summary>Names in the order of parameter spans; none is a length of time.</summary>
    public static IReadOnlyList<ParameterRole> Roles { get; } =
    [new("alpha", false, true), new("beta", false, true)];

    /// <summary>From the order of <see cref="Roles"/>.</summary>
    public static SbgParameters From(ReadOnlySpan<double> p) => new(p[0], p[1]);

    /// <summary>S(t) = B(alpha, beta + t) / B(alpha, beta): the share that renews t times (Fader &amp; Hardie 2007, eq. 6).</summary>
    public double Survival(double renewals) =>
        Math.Exp(Numerics.LogBeta.Difference(Alpha, Beta, renewals));

    /// <summary>r(t) = (beta + t - 1) / (alpha + beta + t - 1): the share of those left that renews at t = 1, 2, ... (eq. 8).</summary>
    public double Retention(int renewal) => (Beta + renewal - 1) / (Alpha + Beta + renewal - 1);
}
