namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Scans all parts, one thread each. A part in the middle of a file starts at a line start that is only a guess; when all are done each
/// guess is held against the end of the part before, and a part that guessed wrong (inside a quoted field) is scanned again.
/// </summary>
internal sealed class PurchaseScan<TPart, TSink> : IDisposable
    where TPart : IPurchasePart<TSink>
    where TSink : struct, IPurchaseSink
{
    private readonly IReadOnlyList<FilePlan> _files;
    private readonly List<List<ImportSegment>> _plan;
    private readonly PurchasePolicies _policies;
    private readonly ImportTuning _tuning;
    private readonly bool _acceptsEpoch;
    private readonly Func<int, TPart> _newPart;
    private readonly OrderCodes.PrefixList _prefixes = new();
    private readonly TPart[] _parts;
    private readonly List<SegmentScan<TSink>>[] _scans;

    /// <summary>Prepares the scan.</summary>
    public PurchaseScan(
        IReadOnlyList<FilePlan> files,
        List<List<ImportSegment>> plan,
        PurchasePolicies policies,
        ImportTuning tuning,
        bool acceptsEpoch,
        Func<int, TPart> newPart
    )
    {
        (_files, _plan, _policies, _tuning, _acceptsEpoch, _newPart) = (
            files,
            plan,
            policies,
            tuning,
            acceptsEpoch,
            newPart
        );
        _parts = new TPart[plan.Count];
        _scans = new List<SegmentScan<TSink>>[plan.Count];
    }

    /// <summary>The parts in the order of the text.</summary>
    public IReadOnlyList<TPart> Parts => _parts;

    /// <summary>All segments in the order of the text.</summary>
    public IEnumerable<SegmentScan<TSink>> Segments => _scans.SelectMany(s => s);

    /// <summary>Decimals of all money.</summary>
    public int Scale { get; private set; }

    /// <summary>True where 1970-01-01 was refused although other days of that year occur.</summary>
    public bool RefusedRealEpoch =>
        Segments.Any(s => s.Parser.HasEpoch) && Segments.Any(s => s.Parser.HasOther1970);

    /// <summary>Scans everything.</summary>
    public void Run(int threads, CancellationToken cancel)
    {
        try
        {
            Parallel.For(
                0,
                _plan.Count,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = threads,
                    CancellationToken = cancel,
                },
                p => RunPart(p, null, cancel)
            );
        }
        catch (AggregateException e)
        {
            throw Unwrap(e);
        }

        CheckStarts(cancel);
        Scale = Segments.Max(s => s.Parser.Counts.Scale);
        for (var p = 0; p < _parts.Length; p++)
        {
            var partScale = _scans[p].Max(s => s.Parser.Counts.Scale);
            _parts[p].Rescale((long)PowersOfTen.Of(Scale - partScale));
            foreach (var scan in _scans[p])
            {
                scan.Parser.Counts.Rescale(Scale);
            }
        }
    }

    /// <summary>All days with accepted purchases.</summary>
    public DaySet PurchaseDays()
    {
        var days = new DaySet();
        foreach (var scan in Segments)
        {
            days.Add(scan.Parser.PurchaseDays);
        }

        return days;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part?.Dispose();
        }
    }

    /// <summary>Also lets go of the refused rows, where no report will name them.</summary>
    public void Discard()
    {
        foreach (var scan in _scans.Where(s => s is not null).SelectMany(s => s))
        {
            scan.Dispose();
        }

        Dispose();
    }

    private void RunPart(int p, long? knownStart, CancellationToken cancel)
    {
        var part = _newPart(p);
        _parts[p] = part;
        _scans[p] = [];
        var scale = 0;
        foreach (var segment in _plan[p])
        {
            var file = _files[segment.File];
            var parser = new PurchaseParser<TSink>(
                file.Shape,
                file.Layout,
                _policies,
                _prefixes,
                part.Sink
            )
            {
                Segment = segment.Number,
                File = segment.File,
                AcceptsEpoch = _acceptsEpoch,
            };
            parser.Counts.Rescale(scale);
            var scan = new SegmentScan<TSink>(segment, file, parser);
            _scans[p].Add(scan);
            scan.Run(_scans[p].Count == 1 ? knownStart : null, _tuning.BufferBytes, cancel);
            scale = parser.Counts.Scale;
        }
    }

    private void CheckStarts(CancellationToken cancel)
    {
        SegmentScan<TSink>? before = null;
        for (var p = 0; p < _scans.Length; p++)
        {
            if (_scans[p].Count == 0)
            {
                continue;
            }

            var first = _scans[p][0];
            if (!first.Segment.IsFirst && before is not null && first.Start != before.NextOffset)
            {
                _parts[p].Dispose();
                _scans[p].ForEach(s => s.Dispose());
                RunPart(p, before.NextOffset, cancel);
            }

            before = _scans[p][^1];
        }
    }

    private static Exception Unwrap(AggregateException e)
    {
        var inner = e.Flatten().InnerExceptions;
        return inner.FirstOrDefault(x => x is OrderLostException)
            ?? inner.FirstOrDefault(x => x is not OperationCanceledException)
            ?? inner[0];
    }
}
