namespace Analytics.Ledger.Tests.Import.Reference;

/// <summary>A record as the reference reads it.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Line">1-based line of the first byte.</param>
/// <param name="Raw">Its bytes without the line end.</param>
/// <param name="Fields">Its values, or null where it is refused.</param>
/// <param name="Fault">Why it is refused.</param>
/// <param name="Column">0-based column of the fault, or -1.</param>
internal sealed record ReferenceRecord(
    long Offset,
    long Line,
    byte[] Raw,
    List<byte[]>? Fields,
    Analytics.Ledger.Import.RowFaultKind Fault,
    int Column
);
