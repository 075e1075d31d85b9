namespace Analytics.Core.Delinquency.Treatment;

/// <summary>What a treatment plan assumes. The defaults are those of the documentation and are printed with every plan.</summary>
public sealed record TreatmentSettings
{
    /// <summary>The actions; the first one is <see cref="TreatmentAction.None"/>.</summary>
    public IReadOnlyList<TreatmentAction> Actions { get; init; } =
    [TreatmentAction.None, new("letter", 1, 1.10, 0.0002), new("call", 30, 1.50, 0.002)];

    /// <summary>Cycles that are looked ahead, 1 or more.</summary>
    public int Horizon { get; init; } = 24;

    /// <summary>Discount per cycle, 0 to 1.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>Share of future bills that is margin, 0 to 1.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>Gamma: how fast goodwill wears off with the contacts of the last three cycles; 0 = not at all.</summary>
    public double FatigueGrowth { get; init; } = 1;

    /// <summary>What an action costs in goodwill: kappa (1 + n)^gamma x CLV.</summary>
    /// <param name="action">The action.</param>
    /// <param name="contacts">n: contacts in the last three cycles, 0 to 3.</param>
    /// <param name="clv">The customer's lifetime value, in currency units.</param>
    public double FatigueOf(in TreatmentAction action, int contacts, double clv) =>
        action.Fatigue * Math.Pow(1 + contacts, FatigueGrowth) * clv;
}
