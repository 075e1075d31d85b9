namespace Analytics.Core.Delinquency.Treatment;

/// <summary>Something that can be done about an account in one cycle.</summary>
/// <param name="Name">Its name, for example <c>letter</c>.</param>
/// <param name="Cost">What it costs once, in currency units.</param>
/// <param name="Odds">Theta: by what it multiplies the odds of not rolling; 1 changes nothing.</param>
/// <param name="Fatigue">Kappa: share of the customer's lifetime value that it costs in goodwill when nothing went before.</param>
public readonly record struct TreatmentAction(string Name, double Cost, double Odds, double Fatigue)
{
    /// <summary>Theta by state where it was estimated; null where <see cref="Odds"/> holds for all.</summary>
    public IReadOnlyList<double>? OddsByState { get; init; }

    /// <summary>The action as it works in a state.</summary>
    public TreatmentAction In(int state) =>
        OddsByState is null ? this : this with { Odds = OddsByState[state] };

    /// <summary>Leave the account alone.</summary>
    public static TreatmentAction None { get; } = new("none", 0, 1, 0);

    /// <summary>P(no roll) under this action.</summary>
    /// <param name="q">P(no roll) when nothing is done, 0 to 1; 0 and 1 stay as they are.</param>
    public double NoRoll(double q) => q <= 0 || q >= 1 ? q : Odds * q / (1 - q + (Odds * q));
}
