using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Scans one segment into a sink and keeps what was found beside the accepted rows.</summary>
/// <typeparam name="TSink">The sink.</typeparam>
internal sealed class SegmentScan<TSink> : IDisposable
    where TSink : struct, IPurchaseSink
{
    private readonly ImportSegment _segment;
    private readonly FilePlan _plan;
    private readonly PurchaseParser<TSink> _parser;

    /// <summary>Prepares the scan.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="plan">Its file.</param>
    /// <param name="parser">The parser, with the part's sink and scale.</param>
    public SegmentScan(ImportSegment segment, FilePlan plan, PurchaseParser<TSink> parser) =>
        (_segment, _plan, _parser) = (segment, plan, parser);

    /// <summary>The segment.</summary>
    public ImportSegment Segment => _segment;

    /// <summary>Counts, rejects and days.</summary>
    public PurchaseParser<TSink> Parser => _parser;

    /// <summary>Where the first record was taken to start.</summary>
    public long Start { get; private set; }

    /// <summary>Where the first record behind the segment starts.</summary>
    public long NextOffset { get; private set; }

    /// <summary>Lines of the segment's records.</summary>
    public long Lines { get; private set; }

    /// <summary>Scans.</summary>
    /// <param name="knownStart">The true start of the first record, or null to take the first line start.</param>
    /// <param name="bufferBytes">Bytes read at once.</param>
    /// <param name="buffers">Memory to use.</param>
    /// <param name="cancel">Stops the scan.</param>
    public void Run(
        long? knownStart,
        int bufferBytes,
        ScanBuffers buffers,
        CancellationToken cancel
    )
    {
        Start = knownStart ?? (_segment.IsFirst ? _segment.From : GuessStart());
        using var text = _plan.File.OpenText(Start, _plan.Shape.Dialect.Encoding);
        var scanner = new SegmentScanner<ParserRows<TSink>>(
            text,
            _plan.Shape,
            new ParserRows<TSink>(_parser),
            bufferBytes,
            buffers
        )
        {
            Progress = _plan.Progress,
        };
        if (Start < _segment.To)
        {
            scanner.Scan(Start, _segment.To, cancel);
            _parser.Flush();
        }

        NextOffset = Start < _segment.To ? scanner.NextOffset : Start;
        Lines = scanner.Lines;
    }

    /// <inheritdoc/>
    public void Dispose() => _parser.Dispose();

    /// <summary>The first line start at or behind the segment's first byte; right unless that line stands inside quotes.</summary>
    private long GuessStart()
    {
        using var text = _plan.File.OpenText(_segment.From - 1, _plan.Shape.Dialect.Encoding);
        var buffer = new byte[1 << 12];
        var offset = _segment.From - 1;
        for (var read = text.Read(buffer); read > 0; read = text.Read(buffer))
        {
            var end = buffer.AsSpan(0, read).IndexOf(_plan.Shape.Dialect.RecordEnd);
            if (end >= 0)
            {
                return offset + end + 1;
            }

            offset += read;
        }

        return offset;
    }
}

/// <summary>Connects the scanner to the parser.</summary>
internal readonly struct ParserRows<TSink>(PurchaseParser<TSink> parser) : IRowHandler
    where TSink : struct, IPurchaseSink
{
    /// <inheritdoc/>
    public void Row(in RowView row) => parser.Row(row);

    /// <inheritdoc/>
    public void Rows(RowBlock block) => parser.Rows(block);

    /// <inheritdoc/>
    public void Fault(in RowView row, RowFaultKind kind, int column) =>
        parser.Fault(row, kind, column);

    /// <inheritdoc/>
    public void WindowDone() => parser.Flush();
}
