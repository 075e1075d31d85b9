using Analytics.Ledger.Receivables;

namespace Analytics.Ledger.Store;

/// <summary>The table that exports enter.</summary>
/// <param name="Table">One of <see cref="StoreTables"/>; null = told from the columns of each.</param>
/// <param name="Shape">The shape of receivables; null = told from the columns.</param>
/// <param name="Wide">Status columns of a wide panel, oldest first; empty where it is none.</param>
public sealed record TableRequest(
    string? Table,
    ReceivablesShape? Shape,
    IReadOnlyList<string> Wide
)
{
    /// <summary>Told from the columns.</summary>
    public static TableRequest Told { get; } = new(null, null, []);
}
