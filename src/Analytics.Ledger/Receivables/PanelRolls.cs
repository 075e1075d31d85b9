using Analytics.Core.Delinquency.Losses;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Ledger.Import;

namespace Analytics.Ledger.Receivables;

/// <summary>What was counted while a panel streamed by.</summary>
/// <param name="Scale">The statuses in their order.</param>
/// <param name="All">All accounts.</param>
/// <param name="TypeNames">Names of the types.</param>
/// <param name="PerType">Rolls of each type.</param>
/// <param name="Cures">Cures and re-defaults.</param>
/// <param name="Report">The account of the rows.</param>
/// <param name="Remarks">Rules that applied.</param>
public sealed record PanelRolls(
    StateScale Scale,
    PanelCounter All,
    IReadOnlyList<string> TypeNames,
    IReadOnlyList<RollCounter> PerType,
    Cures Cures,
    ImportReport Report,
    IReadOnlyList<string> Remarks
)
{
    /// <summary>True where accounts stand in the order of their ids' bytes, so that they may be written as they come.</summary>
    public required bool IsByBytes { get; init; }

    /// <summary>True where months are offsets such as -3.</summary>
    public required bool HasOffsets { get; init; }
}
