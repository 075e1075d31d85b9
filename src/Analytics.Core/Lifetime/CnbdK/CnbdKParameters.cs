namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>Parameters of the (M)BG/CNBD-k family; all positive.</summary>
/// <param name="R">Shape of the gamma spread of purchase rates.</param>
/// <param name="Alpha">Rate of the gamma spread, in periods (per Erlang stage).</param>
/// <param name="A">First parameter of the beta spread of dropout probabilities.</param>
/// <param name="B">Second parameter of the beta spread.</param>
public readonly record struct CnbdKParameters(double R, double Alpha, double A, double B)
{
    /// <summary>Names in the order of parameter spans.</summary>
    public static IReadOnlyList<ParameterRole> Roles { get; } =
    [
        new("r", false, false),
        new("alpha", true, false),
        new("a", false, true),
        new("b", false, true),
    ];

    /// <summary>From the order of <see cref="Roles"/>.</summary>
    public static CnbdKParameters From(ReadOnlySpan<double> p) => new(p[0], p[1], p[2], p[3]);
}

/// <summary>Which member of the family.</summary>
/// <param name="Stages">Erlang stages k between purchases, 1 to 6; 1 is exponential.</param>
/// <param name="DropoutAtZero">True for the modified models, where a customer may also leave right after the first purchase.</param>
public readonly record struct CnbdKVariant(int Stages, bool DropoutAtZero)
{
    /// <summary>1 where the first purchase is a chance to leave, else 0: the shift of b in the posterior.</summary>
    public int Shift => DropoutAtZero ? 1 : 0;

    /// <summary>True where a history with this frequency can be that of someone who left.</summary>
    public bool CanHaveLeft(int frequency) => DropoutAtZero || frequency > 0;

    /// <summary>b + x - 1 (BG) or b + x (MBG), without losing a small b.</summary>
    public double StayWeight(double b, int frequency) => b + (frequency - 1 + Shift);
}
