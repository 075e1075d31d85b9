namespace Analytics.Core.Simulation.Receivables;

/// <summary>Where the tables of a simulated company go.</summary>
/// <param name="Ledger">The postings.</param>
/// <param name="Panel">State and true type of each account and month.</param>
/// <param name="Treatments">What was done about whom, with which chance, and whether the account rolled.</param>
/// <param name="Accounts">The truth of each account and where it stands at the end.</param>
public sealed record ReceivablesFiles(
    ByteSink Ledger,
    ByteSink Panel,
    ByteSink Treatments,
    ByteSink Accounts
)
{
    /// <summary>Takes the truth of each account as well; null = nobody asks.</summary>
    public Action<DebtorTruth>? Ends { get; init; }
}
