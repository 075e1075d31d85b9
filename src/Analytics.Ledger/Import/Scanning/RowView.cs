namespace Analytics.Ledger.Import.Scanning;

/// <summary>One record in a scanner's window; valid only during the call that hands it over.</summary>
internal unsafe struct RowView
{
    /// <summary>The text that the fields' places refer to.</summary>
    public byte* Text;

    /// <summary>First byte of each wanted field.</summary>
    public int* Starts;

    /// <summary>One behind the last byte of each wanted field.</summary>
    public int* Ends;

    /// <summary>First byte of the record.</summary>
    public byte* RecordText;

    /// <summary>Bytes of the record, record end left out.</summary>
    public int RecordLength;

    /// <summary>True where a wanted field holds escaped quotes: its bytes are not its value.</summary>
    public bool IsEscaped;

    /// <summary>Offset of the record in the scanned text.</summary>
    public long Offset;

    /// <summary>Line of the record within its segment, 0-based.</summary>
    public long Line;

    /// <summary>The record's bytes.</summary>
    public readonly ReadOnlySpan<byte> Record => new(RecordText, RecordLength);

    /// <summary>The bytes of the wanted field <paramref name="slot"/>.</summary>
    public readonly ReadOnlySpan<byte> Field(int slot) =>
        new(Text + Starts[slot], Ends[slot] - Starts[slot]);
}

/// <summary>Takes the records that a scanner finds, in the order of the text.</summary>
internal interface IRowHandler
{
    /// <summary>A record with the expected number of fields.</summary>
    void Row(in RowView row);

    /// <summary>Several such records, in their order.</summary>
    void Rows(RowBlock block);

    /// <summary>A record that is refused for its shape.</summary>
    /// <param name="row">The record; its fields are not set.</param>
    /// <param name="kind">Why.</param>
    /// <param name="column">0-based column, or -1.</param>
    void Fault(in RowView row, RowFaultKind kind, int column);

    /// <summary>The window is about to move: everything that points into it must be used now.</summary>
    void WindowDone();
}
