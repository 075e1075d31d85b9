namespace Analytics.Core.Value;

/// <summary>Simulated totals of one group of customers.</summary>
/// <param name="Purchases">Interval of the number of purchases in the horizon.</param>
/// <param name="Value">Interval of the discounted margin, currency units.</param>
public readonly record struct GroupTotals(Interval80 Purchases, Interval80 Value);
