namespace Analytics.Core.Delinquency.Ledger;

/// <summary>What the replay of a ledger must be told.</summary>
/// <param name="Floors">Which items are material.</param>
/// <param name="DisputedApart">True to keep disputed items out of balance, ageing and days past due.</param>
public readonly record struct LedgerRules(Materiality Floors, bool DisputedApart);
