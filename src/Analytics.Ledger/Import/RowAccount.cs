using Analytics.Core.Money;

namespace Analytics.Ledger.Import;

/// <summary>Rows and their money.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Amount">Money of the rows whose amount could be read.</param>
/// <param name="UnreadableAmounts">Rows whose amount could not be read.</param>
public readonly record struct RowAccount(long Rows, MoneyAmount Amount, long UnreadableAmounts);

/// <summary>
/// Where every row of an input went. In rows, and in money over the rows whose amount could be read:
/// read = rejected + duplicate + excluded + accepted.
/// </summary>
public sealed record FileAccount
{
    /// <summary>The input, or <c>total</c>.</summary>
    public required string Name { get; init; }

    /// <summary>All rows.</summary>
    public required RowAccount Read { get; init; }

    /// <summary>Rows that cannot be used, by reason; only reasons that occur.</summary>
    public required IReadOnlyList<(RowFaultKind Reason, RowAccount Account)> Rejected { get; init; }

    /// <summary>Rows dropped as identical lines.</summary>
    public required RowAccount Duplicate { get; init; }

    /// <summary>Rows left out by policy; only policies that apply.</summary>
    public required IReadOnlyList<(Exclusion Policy, RowAccount Account)> Excluded { get; init; }

    /// <summary>Rows in the analysis.</summary>
    public required RowAccount Accepted { get; init; }

    /// <summary>Lines that repeat an earlier one of the same file, kept or dropped; null where they were not counted.</summary>
    public long? IdenticalLines { get; init; }

    /// <summary>Rejected rows in all.</summary>
    public long RejectedRows => Rejected.Sum(r => r.Account.Rows);
}
