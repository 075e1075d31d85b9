using System.Runtime.CompilerServices;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Store.Cache;

namespace Analytics.Ledger.Store;

/// <summary>Reads the segments of a store into parts, several at a time, and counts where the rows of each load went.</summary>
internal sealed class StoreScan : IDisposable
{
    private readonly LedgerStore _store;
    private readonly IReadOnlyList<StoreLoad> _loads;
    private readonly Dictionary<string, int> _numbers;
    private readonly int _scale;
    private readonly ImportSettings _settings;
    private readonly List<StoreSegment> _segments;
    private readonly int _firstNumber;
    private readonly AnyOrderPart[] _parts;
    private readonly OrderCodes.PrefixList _prefixes;
    private readonly DayTallies[] _tallies;
    private readonly bool[] _details;

    /// <summary>Prepares the scan.</summary>
    /// <param name="store">The store.</param>
    /// <param name="loads">The loads whose rows are wanted.</param>
    /// <param name="scale">The scale of all money.</param>
    /// <param name="settings">Policies and threads.</param>
    /// <param name="kept">What stands for some of the segments, which are not read; null = nothing.</param>
    /// <param name="details">Per role of <see cref="DetailRoles"/> whether it is read; all loads have to tell it.</param>
    public StoreScan(
        LedgerStore store,
        IReadOnlyList<StoreLoad> loads,
        int scale,
        ImportSettings settings,
        DaysHeader? kept,
        bool[] details
    )
    {
        (_store, _loads, _scale, _settings, _details) = (store, loads, scale, settings, details);
        _prefixes = new OrderCodes.PrefixList(kept?.Prefixes ?? []);
        _firstNumber = kept?.Numbers ?? 0;
        _tallies = loads.Select(_ => new DayTallies()).ToArray();
        foreach (var (load, i) in loads.Select((load, i) => (load, i)))
        {
            if (kept?.Loads.GetValueOrDefault(load.Id) is { } tallies)
            {
                _tallies[i].Add(tallies);
            }
        }
        _numbers = loads
            .Select((load, i) => (load.Id, i))
            .ToDictionary(l => l.Id, l => l.i, StringComparer.Ordinal);
        var covered = (kept?.Segments ?? []).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        _segments = store
            .Segments.Where(s =>
                s.Parts.Any(p => _numbers.ContainsKey(p.Load)) && !covered.Contains(s.File.Name)
            )
            .ToList();
        _parts = Enumerable
            .Range(0, Math.Max(1, settings.Threads))
            .Select(_ => new AnyOrderPart(loads[0].HasOrders, settings.Tuning.CompactRows, details))
            .ToArray();
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<AnyOrderPart> Parts => _parts;

    /// <summary>The segments that are read.</summary>
    public IReadOnlyList<StoreSegment> Segments => _segments;

    /// <summary>Numbers given to segments so far.</summary>
    public int Numbers => _firstNumber + _segments.Count;

    /// <summary>Prefixes of order ids.</summary>
    public IReadOnlyList<byte[]> Prefixes => _prefixes.All;

    /// <summary>The account of each load by day, also of those that are not read.</summary>
    public IReadOnlyList<DayTallies> Tallies => _tallies;

    /// <summary>Reads the segments.</summary>
    public void Run(CancellationToken cancel)
    {
        var keyed = _loads[0].HasKey ? new KeyedRows(_store, _segments, _scale) : null;
        var next = -1;
        try
        {
            Parallel.For(
                0,
                _parts.Length,
                new ParallelOptions { MaxDegreeOfParallelism = _parts.Length },
                p =>
                {
                    while (Interlocked.Increment(ref next) is var n && n < _segments.Count)
                    {
                        cancel.ThrowIfCancellationRequested();
                        Read(_segments[n], n, _parts[p], keyed);
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
            ?? SegmentColumns.Parse(_store.Read(segment.File), segment.File.Name, _details);
        var isOld = keyed?.IsOld(number) ?? [];
        var reader = new SegmentRows(
            part,
            _prefixes,
            Policies(),
            _loads[0].HasOrders,
            _details,
            _firstNumber + number
        );
        var first = 0;
        foreach (var piece in segment.Parts)
        {
            var tallies = new DayTallies();
            reader.Read(columns, isOld, first, piece.Rows, _scale - piece.Scale, tallies);
            first += piece.Rows;
            var load = _tallies[_numbers[piece.Load]];
            lock (load)
            {
                load.Add(tallies);
            }
        }

        _settings.Progress.Add(segment.File.Bytes, columns.Rows);
    }

    private PurchasePolicies Policies() =>
        new(
            _settings.Returns,
            _settings.ZeroAmount,
            MissingCustomerPolicy.Exclude,
            DuplicatePolicy.Keep,
            int.MaxValue,
            CountIdenticalLines: false
        );
}
