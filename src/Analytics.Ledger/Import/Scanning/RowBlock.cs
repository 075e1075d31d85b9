namespace Analytics.Ledger.Import.Scanning;

/// <summary>
/// Records of a scanner's window that are handed over together, so that a handler may look at one field of all of them before the next field;
/// valid only during the call that hands it over. No wanted field of theirs is escaped.
/// </summary>
internal sealed unsafe class RowBlock
{
    /// <summary>Records of a full block.</summary>
    public const int Size = 256;

    private readonly int[] _places;
    private long _offset;
    private long _line;

    /// <summary>Room for a full block.</summary>
    /// <param name="slots">Wanted fields of a record.</param>
    public RowBlock(int slots)
    {
        Slots = Math.Max(1, slots);
        _places = GC.AllocateUninitializedArray<int>(Size * ((2 * Slots) + 3), pinned: true);
        fixed (int* places = _places)
        {
            Starts = places;
            Ends = Starts + (Size * Slots);
            RecordStarts = Ends + (Size * Slots);
            RecordEnds = RecordStarts + Size;
            Lines = RecordEnds + Size;
        }
    }

    /// <summary>Wanted fields of a record, at least 1.</summary>
    public int Slots { get; }

    /// <summary>Records in the block.</summary>
    public int Count { get; set; }

    /// <summary>The text that all places refer to.</summary>
    public byte* Text { get; private set; }

    /// <summary>First byte of each wanted field: <see cref="Slots"/> places a record.</summary>
    public int* Starts { get; }

    /// <summary>One behind the last byte of each wanted field: <see cref="Slots"/> places a record.</summary>
    public int* Ends { get; }

    /// <summary>First byte of each record.</summary>
    public int* RecordStarts { get; }

    /// <summary>One behind the last byte of each record, record end left out.</summary>
    public int* RecordEnds { get; }

    /// <summary>Line of each record behind the first line of the block.</summary>
    public int* Lines { get; }

    /// <summary>Begins an empty block.</summary>
    /// <param name="text">The window.</param>
    /// <param name="offset">Offset of its first byte in the scanned text.</param>
    /// <param name="line">The next record's line within its segment, 0-based.</param>
    public void Begin(byte* text, long offset, long line)
    {
        Text = text;
        (_offset, _line, Count) = (offset, line, 0);
    }

    /// <summary>One wanted field of all records.</summary>
    public FieldColumn Column(int slot) => new(this, slot);

    /// <summary>The bytes of one record.</summary>
    public ReadOnlySpan<byte> Record(int row) =>
        new(Text + RecordStarts[row], RecordEnds[row] - RecordStarts[row]);

    /// <summary>One record.</summary>
    public RowView View(int row) =>
        new()
        {
            Text = Text,
            Starts = Starts + (row * Slots),
            Ends = Ends + (row * Slots),
            RecordText = Text + RecordStarts[row],
            RecordLength = RecordEnds[row] - RecordStarts[row],
            Offset = _offset + RecordStarts[row],
            Line = _line + Lines[row],
        };

    /// <summary>Hands the records over one by one.</summary>
    public void Each<T>(T handler)
        where T : struct, IRowHandler
    {
        for (var row = 0; row < Count; row++)
        {
            handler.Row(View(row));
        }
    }
}

/// <summary>One wanted field of all records of a block.</summary>
internal readonly unsafe struct FieldColumn(RowBlock block, int slot)
{
    private readonly byte* _text = block.Text;
    private readonly int* _starts = block.Starts + slot;
    private readonly int* _ends = block.Ends + slot;
    private readonly int _width = block.Slots;

    /// <summary>First byte of the field; at least <see cref="StructuralIndex.Slack"/> bytes from there are readable.</summary>
    public byte* Text(int row) => _text + _starts[row * _width];

    /// <summary>Bytes of the field.</summary>
    public int Length(int row) => _ends[row * _width] - _starts[row * _width];
}
