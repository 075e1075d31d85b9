namespace Analytics.Core.Lifetime;

/// <summary>What a lifetime model knows of a customer.</summary>
/// <param name="Frequency">Repeat purchase days x, not negative.</param>
/// <param name="Recency">Periods from first to last purchase t_x; 0 where x is 0.</param>
/// <param name="Age">Periods from first purchase to as-of T; at least t_x.</param>
/// <param name="Group">The customer's group, where parameters differ by group; else 0.</param>
public readonly record struct History(int Frequency, double Recency, double Age, int Group = 0)
{
    /// <summary>A customer on the day of the first purchase.</summary>
    public static History New => new(0, 0, 0);

    /// <summary>True where all but the recency is the same: then a customer who is alive has the same future.</summary>
    public bool DiffersInRecencyOnly(in History other) =>
        Frequency == other.Frequency && Age == other.Age && Group == other.Group;
}
