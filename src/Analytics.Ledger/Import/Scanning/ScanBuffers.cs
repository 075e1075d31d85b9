namespace Analytics.Ledger.Import.Scanning;

/// <summary>Memory that scans of one thread use one after the other.</summary>
internal sealed class ScanBuffers
{
    private byte[] _window = [];
    private RowBlock? _block;

    /// <summary>Room for the positions of a block's structural bytes; stays where it is.</summary>
    public int[] Marks { get; } =
        GC.AllocateUninitializedArray<int>(
            StructuralIndex.BlockBytes + StructuralIndex.Slack,
            pinned: true
        );

    /// <summary>Room for records of so many wanted fields.</summary>
    public RowBlock Block(int slots) =>
        _block = _block?.Slots == Math.Max(1, slots) ? _block : new RowBlock(slots);

    /// <summary>Room for at least so many bytes of text and <see cref="StructuralIndex.Slack"/> behind them; stays where it is.</summary>
    public byte[] Window(int bytes)
    {
        if (_window.Length < bytes + StructuralIndex.Slack)
        {
            _window = GC.AllocateUninitializedArray<byte>(
                bytes + StructuralIndex.Slack,
                pinned: true
            );
        }

        return _window;
    }
}
