namespace Analytics.Core.Delinquency.Treatment;

/// <summary>What an account gains by one action in the place of another. Steps stand in order of their rank, the largest first.</summary>
/// <param name="Rank">By what steps compete: value per call, or value per unit of money.</param>
/// <param name="Tie">Hash of account and as-of day: decides between equal ranks, so that nobody is favoured for the place in a file.</param>
/// <param name="Row">The account.</param>
/// <param name="Place">Its place among the steps of the account, from 0.</param>
/// <param name="From">The action that is given up.</param>
/// <param name="To">The action that is taken.</param>
/// <param name="Value">What it adds, in currency units.</param>
public readonly record struct PlanStep(
    double Rank,
    ulong Tie,
    int Row,
    byte Place,
    byte From,
    byte To,
    double Value
) : IComparable<PlanStep>
{
    /// <inheritdoc/>
    public int CompareTo(PlanStep other)
    {
        var c = other.Rank.CompareTo(Rank);
        c = c != 0 ? c : Tie.CompareTo(other.Tie);
        c = c != 0 ? c : Row.CompareTo(other.Row);
        return c != 0 ? c : Place.CompareTo(other.Place);
    }

    /// <summary>True where a step stands before another.</summary>
    public static bool operator <(in PlanStep left, in PlanStep right) => left.CompareTo(right) < 0;

    /// <summary>True where a step stands behind another.</summary>
    public static bool operator >(in PlanStep left, in PlanStep right) => left.CompareTo(right) > 0;

    /// <summary>True where a step does not stand behind another.</summary>
    public static bool operator <=(in PlanStep left, in PlanStep right) =>
        left.CompareTo(right) <= 0;

    /// <summary>True where a step does not stand before another.</summary>
    public static bool operator >=(in PlanStep left, in PlanStep right) =>
        left.CompareTo(right) >= 0;
}
