namespace Analytics.Ledger.Import.Scanning;

/// <summary>What the scanner must know of a table: bytes, number of fields, and which fields are wanted.</summary>
/// <param name="Dialect">The dialect.</param>
/// <param name="FieldCount">Expected fields of a record.</param>
/// <param name="Wanted">0-based columns handed over, in the order of the slots.</param>
/// <param name="MaxRecordBytes">A longer record is refused.</param>
internal sealed record TableShape(Dialect Dialect, int FieldCount, int[] Wanted, int MaxRecordBytes)
{
    /// <summary>A blank line is a record with one empty field in a table of one column, and nothing in a wider one.</summary>
    public bool BlankLineIsRow => FieldCount == 1;
}
