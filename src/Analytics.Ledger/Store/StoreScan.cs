using System.Runtime.CompilerServices;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store;

/// <summary>Reads the segments of a store into parts, several at a time, and counts where the rows of each load went.</summary>
internal sealed class StoreScan : IDisposable
{
    private readonly LedgerStore _store;
    private readonly IReadOnlyList<StoreLoad> _loads;
    private readonly Dictionary<string, int> _numbers;
    private readonly int _scale;
    private readonly ImportSettings _settings;
    private readonly AnyOrderPart[] _parts;
    private readonly OrderCodes.PrefixList _prefixes = new();
    private readonly List<(int Load, PurchaseCounts Counts)> _counts = [];

    /// <summary>Prepares the scan.</summary>
    /// <param name="store">The store.</param>
    /// <param name="loads">The loads whose rows are wanted.</param>
    /// <param name="scale">The scale of all money.</param>
    /// <param name="settings">Policies and threads.</param>
    public StoreScan(
        LedgerStore store,
        IReadOnlyList<StoreLoad> loads,
        int scale,
        ImportSettings settings
    )
    {
        (_store, _loads, _scale, _settings) = (store, loads, scale, settings);
        _numbers = loads
            .Select((load, i) => (load.Id, i))
            .ToDictionary(l => l.Id, l => l.i, StringComparer.Ordinal);
        _parts = Enumerable
            .Range(0, Math.Max(1, settings.Threads))
            .Select(_ => new AnyOrderPart(loads[0].HasOrders, settings.Tuning.CompactRows, []))
            .ToArray();
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<AnyOrderPart> Parts => _parts;

    /// <summary>Days with accepted purchases.</summary>
    public DaySet Days { get; } = new();

    /// <summary>Reads all segments.</summary>
    public void Run(CancellationToken cancel)
    {
        var segments = _store
            .Segments.Where(s => s.Parts.Any(p => _numbers.ContainsKey(p.Load)))
            .ToList();
        var keyed = _loads[0].HasKey ? new KeyedRows(_store, segments, _scale) : null;
        var next = -1;
        try
        {
            Parallel.For(
                0,
                _parts.Length,
                new ParallelOptions { MaxDegreeOfParallelism = _parts.Length },
                p =>
                {
                    while (Interlocked.Increment(ref next) is var n && n < segments.Count)
                    {
                        cancel.ThrowIfCancellationRequested();
                        Read(segments[n], n, _parts[p], keyed);
                    }
                }
            );
        }
        catch (AggregateException e)
        {
            var inner = e.Flatten().InnerExceptions;
            throw inner.FirstOrDefault(x => x is StoreFault) ?? inner[0];
        }
    }

    /// <summary>The counts of each load, settled at an as-of day.</summary>
    public PurchaseCounts[] Counts(int asOf)
    {
        var all = _loads.Select(_ => new PurchaseCounts()).ToArray();
        foreach (var counts in all)
        {
            counts.Rescale(_scale);
        }

        foreach (var (load, counts) in _counts)
        {
            counts.SettleAsOf(asOf);
            all[load].Add(counts);
        }

        return all;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }
    }

    private void Read(StoreSegment segment, int number, AnyOrderPart part, KeyedRows? keyed)
    {
        var columns =
            keyed?.Columns(number)
            ?? SegmentColumns.Parse(_store.Read(segment.File), segment.File.Name);
        var isOld = keyed?.IsOld(number) ?? [];
        var reader = new SegmentRows(part, _prefixes, Policies(), _loads[0].HasOrders, number);
        var first = 0;
        foreach (var piece in segment.Parts)
        {
            var counts = new PurchaseCounts();
            counts.Rescale(_scale);
            reader.Read(columns, isOld, first, piece.Rows, _scale - piece.Scale, counts);
            first += piece.Rows;
            lock (_counts)
            {
                _counts.Add((_numbers[piece.Load], counts));
            }
        }

        lock (_counts)
        {
            Days.Add(reader.PurchaseDays);
        }

        _settings.Progress.Add(segment.File.Bytes, columns.Rows);
    }

    private PurchasePolicies Policies() =>
        new(
            _settings.Returns,
            _settings.ZeroAmount,
            MissingCustomerPolicy.Exclude,
            DuplicatePolicy.Keep,
            _settings.AsOf?.DayNumber ?? int.MaxValue,
            CountIdenticalLines: false
        );
}
