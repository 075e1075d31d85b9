using Analytics.Core.Work;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Scans the parts side by side and settles them in the order of the text. A part in the middle of a file starts at a line start that is only a
/// guess; in its turn the guess is held against the end of the part before, and a part that guessed wrong (inside a quoted field) is scanned
/// again.
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
    private readonly Func<PartPlace, TPart> _newPart;
    private readonly OrderCodes.PrefixList _prefixes = new();
    private readonly TPart[] _parts;
    private readonly int[] _scales;
    private readonly List<SegmentScan<TSink>>[] _unsettled;
    private readonly FileFacts[] _facts;
    private readonly OrderedTurns _turns = new();
    private long _nextOffset;

    /// <summary>Prepares the scan.</summary>
    public PurchaseScan(
        IReadOnlyList<FilePlan> files,
        List<List<ImportSegment>> plan,
        PurchasePolicies policies,
        ImportTuning tuning,
        bool acceptsEpoch,
        Func<PartPlace, TPart> newPart
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
        _scales = new int[plan.Count];
        _unsettled = Array.ConvertAll(_parts, _ => new List<SegmentScan<TSink>>());
        _facts = files.Select(_ => new FileFacts()).ToArray();
    }

    /// <summary>The parts in the order of the text.</summary>
    public IReadOnlyList<TPart> Parts => _parts;

    /// <summary>What was found in each file beside the accepted rows.</summary>
    public IReadOnlyList<FileFacts> Facts => _facts;

    /// <summary>Decimals of all money.</summary>
    public int Scale { get; private set; }

    /// <summary>True where 1970-01-01 was refused although other days of that year occur.</summary>
    public bool RefusedRealEpoch =>
        Array.Exists(_facts, file => file.HasEpoch)
        && Array.Exists(_facts, file => file.HasOther1970);

    /// <summary>Scans everything.</summary>
    public void Run(int threads, CancellationToken cancel)
    {
        try
        {
            Parallel.For(
                0,
                Math.Min(threads, _plan.Count),
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = threads,
                    CancellationToken = cancel,
                },
                _ => RunParts(cancel)
            );
        }
        catch (AggregateException e)
        {
            throw Unwrap(e);
        }

        Scale = _facts.Max(file => file.Counts.Scale);
        for (var p = 0; p < _parts.Length; p++)
        {
            _parts[p].Rescale(PowersOfTen.Factor(Scale - _scales[p]));
        }

        foreach (var file in _facts)
        {
            file.Counts.Rescale(Scale);
        }
    }

    /// <summary>All days with accepted purchases.</summary>
    public DaySet PurchaseDays()
    {
        var days = new DaySet();
        foreach (var file in _facts)
        {
            days.Add(file.PurchaseDays);
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
        foreach (var scan in _unsettled.SelectMany(s => s))
        {
            scan.Dispose();
        }

        foreach (var file in _facts)
        {
            file.Dispose();
        }

        Dispose();
    }

    private void RunParts(CancellationToken cancel)
    {
        var buffers = new ScanBuffers();
        while (_turns.TryTake(_plan.Count, out var p))
        {
            _turns.Run(
                p,
                () => RunPart(p, null, buffers, cancel),
                () => SettlePart(p, buffers, cancel)
            );
        }
    }

    private void RunPart(int p, long? knownStart, ScanBuffers buffers, CancellationToken cancel)
    {
        var isCertain = knownStart is not null || (_plan[p].Count > 0 && _plan[p][0].IsFirst);
        var part = _newPart(new PartPlace(p, _turns, isCertain));
        _parts[p] = part;
        var scans = _unsettled[p];
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
            scans.Add(scan);
            scan.Run(scans.Count == 1 ? knownStart : null, _tuning.BufferBytes, buffers, cancel);
            scale = parser.Counts.Scale;
        }

        part.End();
        _scales[p] = scale;
    }

    private void SettlePart(int p, ScanBuffers buffers, CancellationToken cancel)
    {
        var scans = _unsettled[p];
        if (scans.Count > 0 && !scans[0].Segment.IsFirst && scans[0].Start != _nextOffset)
        {
            _parts[p].Dispose();
            scans.ForEach(scan => scan.Dispose());
            scans.Clear();
            RunPart(p, _nextOffset, buffers, cancel);
        }

        foreach (var scan in scans)
        {
            _facts[scan.Segment.File].Add(scan);
            _nextOffset = scan.NextOffset;
            scan.Dispose();
        }

        scans.Clear();
        _parts[p].Settle();
    }

    private static Exception Unwrap(AggregateException e)
    {
        var inner = e.Flatten().InnerExceptions;
        return inner.FirstOrDefault(x => x is OrderLostException)
            ?? inner.FirstOrDefault(x => x is not OperationCanceledException)
            ?? inner[0];
    }
}
