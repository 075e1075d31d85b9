namespace Analytics.Ledger.Import;

/// <summary>A refused row, as it stands in <c>rejects.csv</c>.</summary>
/// <param name="File">The input's name.</param>
/// <param name="Line">1-based line on which the record begins.</param>
/// <param name="Offset">0-based first byte of the record in the unpacked file.</param>
/// <param name="Column">Name of the column, or empty where the whole row is at fault.</param>
/// <param name="Kind">Why.</param>
/// <param name="Raw">The record's bytes, at most <see cref="RejectLog.MostRawBytes"/>.</param>
public sealed record RejectedRow(
    string File,
    long Line,
    long Offset,
    string Column,
    RowFaultKind Kind,
    byte[] Raw
);
