namespace Analytics.Ledger.Import.Purchases;

/// <summary>What was found in a file beside the accepted rows: added up segment by segment, in the order of the text.</summary>
internal sealed class FileFacts : IDisposable
{
    private readonly List<LineHashes> _lines = [];
    private readonly List<string> _currencies = [];

    /// <summary>Where the rows went.</summary>
    public PurchaseCounts Counts { get; } = new();

    /// <summary>Refused rows; lines counted from the first behind the header.</summary>
    public RejectLog Rejects { get; } = new();

    /// <summary>Days with accepted purchases.</summary>
    public DaySet PurchaseDays { get; } = new();

    /// <summary>Lines so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Currencies seen, where the role is mapped.</summary>
    public IReadOnlyList<string> Currencies => _currencies;

    /// <summary>True where a row was refused for the date 1970-01-01.</summary>
    public bool HasEpoch { get; private set; }

    /// <summary>True where a day of 1970 other than the first occurs.</summary>
    public bool HasOther1970 { get; private set; }

    /// <summary>Adds the next segment.</summary>
    public void Add<TSink>(SegmentScan<TSink> segment)
        where TSink : struct, IPurchaseSink
    {
        var parser = segment.Parser;
        Counts.Join(parser.Counts);
        Rejects.Join(parser.Rejects, Lines);
        PurchaseDays.Add(parser.PurchaseDays);
        Lines += segment.Lines;
        _currencies.AddRange(parser.Currencies.Except(_currencies, StringComparer.Ordinal));
        HasEpoch |= parser.HasEpoch;
        HasOther1970 |= parser.HasOther1970;
        if (parser.Lines is { } hashes)
        {
            _lines.Add(hashes);
        }
    }

    /// <summary>The whole file as one segment of the report.</summary>
    /// <param name="file">Index of the file.</param>
    public SegmentFacts AsSegment(int file) => new(file, Counts, Rejects, Lines, _lines);

    /// <inheritdoc/>
    public void Dispose() => Rejects.Dispose();
}
