using System.Collections.Concurrent;
using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Import;

/// <summary>
/// Reads purchase exports: looks at each file, then scans all of them on several threads. Two ways lead to the same numbers: rows in date
/// order are added up while they pass (memory grows with customers); rows in any order are kept as customer-days and orders.
/// </summary>
public sealed class PurchaseImport : IDisposable
{
    private const int LoneDayGap = 366;
    private readonly ImportSettings _settings;
    private readonly List<InputFile> _files = [];
    private readonly List<FileProfile> _profiles = [];
    private readonly List<IDisposable> _kept = [];
    private readonly CancellationToken _cancel;

    private PurchaseImport(ImportSettings settings, CancellationToken cancel) =>
        (_settings, _cancel) = (settings, cancel);

    /// <summary>What was found about each file, in the order of the inputs.</summary>
    public IReadOnlyList<FileProfile> Profiles => _profiles;

    /// <summary>Opens the inputs and looks at them; no row is read for good yet.</summary>
    /// <exception cref="FileFault">An input is missing or unreadable.</exception>
    /// <exception cref="UsageFault">A setting names something that does not exist.</exception>
    /// <exception cref="DataFault">A header is not the expected one.</exception>
    public static PurchaseImport Open(ImportSettings settings, CancellationToken cancel)
    {
        var import = new PurchaseImport(settings, cancel);
        try
        {
            foreach (var path in InputPaths.Resolve(settings.Inputs))
            {
                var file = InputFile.Open(path);
                import._files.Add(file);
                var profile = FileSniffer.Profile(file, settings);
                RoleFinder.Assign(profile, settings.Map);
                FormatDecider.Decide(file, profile, settings, cancel);
                import._profiles.Add(profile);
            }

            return import;
        }
        catch
        {
            import.Dispose();
            throw;
        }
    }

    /// <summary>One summary per customer; the fastest way, and in flat memory where the rows are in date order.</summary>
    /// <exception cref="DataFault">A role is missing, a format is ambiguous, or nothing is usable.</exception>
    public ImportResult<SummaryColumns> Summarise()
    {
        RequireAll();
        if (OrderProbe.LooksOrdered(_profiles))
        {
            try
            {
                return Scan<OrderedPart, OrderedSink, SummaryColumns>(
                    p => new OrderedPart(HasOrders, (ulong)p << 48),
                    SummariseOrdered,
                    countLines: false
                );
            }
            catch (OrderLostException)
            {
                // the rows are not what they seemed: read them again in the way that fits any order
                DisposeKept();
            }
        }

        return Scan<AnyOrderPart, AnyOrderSink, SummaryColumns>(
            NewAnyOrderPart,
            SummariseAnyOrder,
            countLines: false
        );
    }

    /// <summary>All customer-days, for everything that looks at single days or at several cut-offs; identical lines are counted.</summary>
    /// <exception cref="DataFault">As for <see cref="Summarise"/>.</exception>
    public ImportResult<CustomerDays> ReadDays()
    {
        RequireAll();
        return Scan<AnyOrderPart, AnyOrderSink, CustomerDays>(
            NewAnyOrderPart,
            BuildDays,
            countLines: true
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposeKept();
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private bool HasOrders => _profiles.TrueForAll(p => p.Column(ColumnRole.Order) is not null);

    private AnyOrderPart NewAnyOrderPart(int part) => new(HasOrders, _settings.Tuning.CompactRows);

    private void DisposeKept()
    {
        foreach (var kept in _kept)
        {
            kept.Dispose();
        }

        _kept.Clear();
    }

    private void RequireAll()
    {
        foreach (var profile in _profiles)
        {
            if (profile.IsEmpty || profile.Sample.Count == 0)
            {
                throw new DataFault($"{profile.Name}: {WhyNothing(profile)}; nothing to analyse");
            }

            RoleFinder.Require(profile);
            FormatDecider.Require(profile);
        }

        if (!HasOrders && _profiles.Exists(p => p.Column(ColumnRole.Order) is not null))
        {
            throw new DataFault(
                "some inputs have an order column and some have none; map it in all of them (--map order=COLUMN) or in none"
            );
        }
    }

    private static string WhyNothing(FileProfile profile) =>
        profile.IsEmpty ? "the file is empty"
        : profile.RefusedRecords == 0 ? "no rows behind the header"
        : string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"not one of the first {profile.RefusedRecords} rows can be read (are the quotes right? see --quote, --escape)"
        );

    private ImportResult<T> Scan<TPart, TSink, T>(
        Func<int, TPart> newPart,
        Func<PurchaseScan<TPart, TSink>, int, T> build,
        bool countLines
    )
        where TPart : IPurchasePart<TSink>
        where TSink : struct, IPurchaseSink
        where T : class
    {
        var acceptsEpoch = false;
        while (true)
        {
            _settings.Progress.Begin(
                _files.TrueForAll(f => f.IsSeekable) ? _files.Sum(f => f.Length) : 0
            );
            var scan = new PurchaseScan<TPart, TSink>(
                FilePlans(),
                Plan(),
                Policies(countLines),
                _settings.Tuning,
                acceptsEpoch,
                newPart
            );
            ImportResult<T>? result = null;
            try
            {
                scan.Run(_settings.Threads, _cancel);
                if (scan.RefusedRealEpoch)
                {
                    // 1970-01-01 is a day like others in this data: read again and take it
                    acceptsEpoch = true;
                    continue;
                }

                result = Finish(scan, build);
                return result;
            }
            catch (Exception e) when (IsOverflow(e))
            {
                throw new DataFault(
                    "the amounts add up to more than 128 bits hold (some 20 digits before the decimal mark with 18 behind it): round them in the export, or split it",
                    e
                );
            }
            finally
            {
                if (result is null)
                {
                    scan.Discard();
                }
                else
                {
                    scan.Dispose();
                }
            }
        }
    }

    private static bool IsOverflow(Exception e) =>
        e is OverflowException
        || (
            e is AggregateException several
            && several.Flatten().InnerExceptions.Any(x => x is OverflowException)
        );

    private ImportResult<T> Finish<TPart, TSink, T>(
        PurchaseScan<TPart, TSink> scan,
        Func<PurchaseScan<TPart, TSink>, int, T> build
    )
        where TPart : IPurchasePart<TSink>
        where TSink : struct, IPurchaseSink
        where T : class
    {
        _files.ForEach(file => file.RequireUnchanged());
        RefuseMixedCurrencies(scan.Segments.SelectMany(s => s.Parser.Currencies));
        var days = scan.PurchaseDays();
        var last = days.LastBefore(DateOnly.MaxValue.DayNumber + 1);
        int? asOf = _settings.AsOf?.DayNumber ?? (last < 0 ? null : last);
        foreach (var segment in scan.Segments)
        {
            segment.Parser.Counts.SettleAsOf(asOf ?? int.MaxValue);
        }

        var facts = scan
            .Segments.Select(s => new SegmentFacts(
                s.Segment.File,
                s.Parser.Counts,
                s.Parser.Rejects,
                s.Lines,
                s.Parser.Lines
            ))
            .ToList();
        _kept.AddRange(facts.Select(f => f.Rejects));
        var report = ReportBuilder.Build(facts, _profiles, ResolveOffsets, _settings, asOf);
        if (report.IsOverLimit || last < 0)
        {
            return new ImportResult<T>(null, report);
        }

        if (_settings.AsOf is null)
        {
            RefuseLoneLastDay(days, last);
        }

        return new ImportResult<T>(build(scan, asOf!.Value), report);
    }

    private SummaryColumns SummariseOrdered(PurchaseScan<OrderedPart, OrderedSink> scan, int asOf)
    {
        foreach (var part in scan.Parts)
        {
            part.SettleAsOf(asOf);
        }

        for (var p = 1; p < scan.Parts.Count; p++)
        {
            scan.Parts[0].Append(scan.Parts[p], _settings.Threads);
            scan.Parts[p].Dispose();
        }

        var table = scan.Parts[0].Table;
        return SummaryBuilder.Build(
            table,
            (int c) => ref table.State(c),
            new Dictionary<int, SummaryBuilder.WideSums>(),
            scan.Scale,
            asOf,
            IsNet,
            _settings.Threads
        );
    }

    private SummaryColumns SummariseAnyOrder(
        PurchaseScan<AnyOrderPart, AnyOrderSink> scan,
        int asOf
    )
    {
        var toGlobal = JoinTables(scan.Parts);
        var table = scan.Parts[0].Table;
        var states = new SummaryState[table.Count];
        var wide = new ConcurrentDictionary<int, SummaryBuilder.WideSums>();
        FoldPages(
            new AnyOrderFold(scan.Parts, toGlobal, HasOrders, asOf),
            _ => new SummaryHandler(states, wide)
        );
        return SummaryBuilder.Build(
            table,
            (int c) => ref states[c],
            wide,
            scan.Scale,
            asOf,
            IsNet,
            _settings.Threads
        );
    }

    private CustomerDays BuildDays(PurchaseScan<AnyOrderPart, AnyOrderSink> scan, int asOf)
    {
        var toGlobal = JoinTables(scan.Parts);
        var table = scan.Parts[0].Table;
        var pages = new PageDays[AnyOrderPart.PageCount];
        var places = new DayPlaces(table.Count);
        FoldPages(
            new AnyOrderFold(scan.Parts, toGlobal, HasOrders, asOf),
            page =>
            {
                pages[page] = new PageDays();
                return new DaysHandler(pages[page], page, places);
            }
        );
        foreach (var part in scan.Parts)
        {
            part.DropRows();
        }

        return DaysBuilder.Build(table, pages, places, scan.Scale, _settings.Threads);
    }

    private bool IsNet => _settings.Returns != ReturnsPolicy.Gross;

    private void FoldPages<T>(AnyOrderFold fold, Func<int, T> handlerOf)
        where T : struct, ICustomerDayHandler =>
        Parallel.For(
            0,
            AnyOrderPart.PageCount,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = _settings.Threads,
                CancellationToken = _cancel,
            },
            page =>
            {
                var handler = handlerOf(page);
                fold.FoldPage(page, ref handler);
            }
        );

    /// <summary>Adds the customers of all parts to the first one's table; per part the index there.</summary>
    private int[][] JoinTables(IReadOnlyList<AnyOrderPart> parts) =>
        parts
            .Select((part, p) => p == 0 ? [] : parts[0].Table.Join(part.Table, _settings.Threads))
            .ToArray();

    private static void RefuseMixedCurrencies(IEnumerable<string> currencies)
    {
        var all = currencies
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (all.Count > 1)
        {
            throw new DataFault(
                $"the amounts are in several currencies ({string.Join(", ", all)}); money of different currencies is never added: split the export by currency"
            );
        }
    }

    private static void RefuseLoneLastDay(DaySet days, int last)
    {
        var before = days.LastBefore(last);
        if (before >= 0 && last - before > LoneDayGap)
        {
            var lastDay = DateOnly
                .FromDayNumber(last)
                .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            var dayBefore = DateOnly
                .FromDayNumber(before)
                .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            throw new DataFault(
                $"the last purchase day {lastDay} stands alone: the day before it is {dayBefore}. Is it a typing error? Say on which day to look back, for example --as-of {dayBefore}"
            );
        }
    }

    private List<FilePlan> FilePlans() =>
        _profiles
            .Select((profile, f) => LayoutPlanner.Plan(_files[f], profile, _settings))
            .ToList();

    private List<List<ImportSegment>> Plan() =>
        ImportPlan.Plan(
            _files,
            _profiles.Select(p => p.DataOffset).ToArray(),
            CanSplit(),
            _settings.Duplicates == DuplicatePolicy.Drop ? 1 : _settings.Threads,
            _settings.Duplicates == DuplicatePolicy.Drop
                ? long.MaxValue
                : _settings.Tuning.PartBytes
        );

    private bool[] CanSplit()
    {
        var can = new bool[_files.Count];
        for (var f = 0; f < can.Length; f++)
        {
            can[f] = _profiles[f].Dialect.IsUtf8 && _files[f].IsSeekable;
        }

        return can;
    }

    private PurchasePolicies Policies(bool countLines) =>
        new(
            _settings.Returns,
            _settings.ZeroAmount,
            _settings.MissingCustomer,
            _settings.Duplicates,
            _settings.AsOf?.DayNumber ?? int.MaxValue,
            countLines
        );

    private Dictionary<long, long> ResolveOffsets(int file, IEnumerable<long> offsets) =>
        OffsetResolver.Resolve(_files[file], _profiles[file], offsets);
}
