namespace Analytics.Core.Delinquency.Treatment;

/// <summary>What a plan must know of an account.</summary>
/// <param name="State">Its state, as an index of the matrix.</param>
/// <param name="Type">Its type, as an index of the plan's matrices.</param>
/// <param name="Bill">Its usual bill, in currency units.</param>
/// <param name="Balance">What it owes now; NaN = as its state usually does.</param>
/// <param name="Clv">Lifetime value at stake, in currency units.</param>
/// <param name="History">Contacts of the last three cycles as bits, the latest lowest.</param>
public readonly record struct PlanAccount(
    int State,
    int Type,
    double Bill,
    double Balance,
    double Clv,
    int History
)
{
    /// <summary>P(no roll) in the next cycle when nothing is done, as a model of this account tells it; NaN = as its chain does.</summary>
    public double NoRoll { get; init; } = double.NaN;
}
