namespace Analytics.Core.Delinquency;

/// <summary>Which open items are large enough to make an account overdue (Regulation (EU) 575/2013 art. 178(2)(d)): those above both floors.</summary>
/// <param name="AbsoluteUnits">Least open amount in minor units, exclusive.</param>
/// <param name="RelativeShare">Least share of the account's open balance, 0 to 1, exclusive.</param>
public readonly record struct Materiality(Int128 AbsoluteUnits, double RelativeShare)
{
    /// <summary>Every open cent counts.</summary>
    public static Materiality None => default;

    /// <summary>True where an item counts.</summary>
    /// <param name="open">Its open amount in minor units.</param>
    /// <param name="balance">All open amounts of the account.</param>
    public bool Counts(long open, Int128 balance) =>
        open > AbsoluteUnits && (RelativeShare <= 0 || open > RelativeShare * (double)balance);
}
