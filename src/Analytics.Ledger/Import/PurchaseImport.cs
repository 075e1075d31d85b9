using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Store;

namespace Analytics.Ledger.Import;

/// <summary>
/// Reads purchase exports: looks at each file, then scans all of them on several threads. Two ways lead to the same numbers: rows in date
/// order are added up while they pass (memory grows with customers); rows in any order are kept as customer-days and orders.
/// </summary>
public sealed class PurchaseImport : IPurchaseSource
{
    private readonly ImportSettings _settings;
    private readonly List<InputFile> _files = [];
    private readonly List<FileProfile> _profiles = [];
    private readonly List<IDisposable> _kept = [];
    private readonly CancellationToken _cancel;
    private bool _keeps;

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
            OrderedFold? fold = null;
            try
            {
                return Scan<OrderedPart, OrderedSink, SummaryColumns>(
                    () =>
                    {
                        fold?.Dispose();
                        var next = fold = new OrderedFold(HasOrders);
                        return place => new OrderedPart(next, place);
                    },
                    (scan, asOf) => SummariseOrdered(fold!, scan.Scale, asOf),
                    countLines: false,
                    OrderedPart.TextBytes
                );
            }
            catch (OrderLostException)
            {
                // the rows are not what they seemed: read them again in the way that fits any order
                DisposeKept();
            }
            finally
            {
                fold?.Dispose();
            }
        }

        return Scan<AnyOrderPart, AnyOrderSink, SummaryColumns>(
            NewAnyOrderParts,
            (scan, asOf) => FoldOf(scan).Summarise(asOf, IsNet),
            countLines: false
        );
    }

    /// <summary>All customer-days, for everything that looks at single days or at several cut-offs; identical lines are counted.</summary>
    /// <exception cref="DataFault">As for <see cref="Summarise"/>.</exception>
    public ImportResult<CustomerDays> ReadDays()
    {
        RequireAll();
        return Scan<AnyOrderPart, AnyOrderSink, CustomerDays>(
            NewAnyOrderParts,
            (scan, asOf) => FoldOf(scan).Days(asOf),
            countLines: true
        );
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Sha256() => _profiles.Select(p => p.Sha256()).ToList();

    /// <inheritdoc/>
    public string? StoreDigest => null;

    /// <summary>Unpacked bytes of the only input; null where that is known only after unpacking.</summary>
    internal long? ContentBytes => _files[0].IsSeekable ? _files[0].Length : null;

    /// <summary>SHA-256 and number of the unpacked bytes of the only input.</summary>
    internal (string Sha256, long Bytes) ContentHash() => _files[0].ContentHash(_cancel);

    /// <summary>Ends with a fault where an input changed since it was looked at.</summary>
    /// <exception cref="DataFault">It is still being written.</exception>
    internal void RequireUnchanged() => _files.ForEach(file => file.RequireUnchanged());

    /// <summary>Writes the rows of the only input as they stand, for a store: no policy of the analysis leaves one out.</summary>
    /// <param name="writer">Takes the segments; null counts and writes nothing.</param>
    /// <exception cref="DataFault">As for <see cref="Summarise"/>.</exception>
    internal ImportResult<WrittenRows> WriteRows(StoreWriter? writer)
    {
        RequireAll();
        _keeps = true;
        return Scan<StorePart, StoreSink, WrittenRows>(
            () =>
            {
                var drafts = new SegmentDrafts(
                    HasOrders,
                    HasKey,
                    DetailRoles.Where(Details.Contains)
                );
                return _ => new StorePart(writer, drafts, HasKey, _settings.Tuning.SegmentRows);
            },
            (scan, _) => RowsOf(scan),
            countLines: false,
            StorePart.TextBytes
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

    private bool HasKey => IsInAll(ColumnRole.Key);

    private bool HasOrders => IsInAll(ColumnRole.Order);

    private IReadOnlyList<ColumnRole> Details =>
        _settings.Details || _keeps ? [.. DetailRoles.All.Where(IsInAll)] : [];

    private bool IsInAll(ColumnRole role) => _profiles.TrueForAll(p => p.Column(role) is not null);

    private Func<PartPlace, AnyOrderPart> NewAnyOrderParts() =>
        _ => new AnyOrderPart(
            HasOrders,
            _settings.Tuning.CompactRows,
            DetailRoles.Where(Details.Contains)
        );

    private void DisposeKept()
    {
        foreach (var kept in _kept)
        {
            kept.Dispose();
        }

        _kept.Clear();
    }

    /// <summary>Ends with a fault where something is missing that every reading needs.</summary>
    /// <exception cref="DataFault">A role is missing, a format is ambiguous, or there are no rows.</exception>
    internal void RequireAll()
    {
        foreach (var profile in _profiles)
        {
            if (profile.IsEmpty || profile.Sample.Count == 0)
            {
                throw new DataFault($"{profile.Name}: {WhyNothing(profile)}; nothing to analyse");
            }

            RequireKey(profile);
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

    private void RequireKey(FileProfile profile)
    {
        var (key, version) = (
            profile.Column(ColumnRole.Key) is not null,
            profile.Column(ColumnRole.Version) is not null
        );
        if (key != version)
        {
            throw new UsageFault(
                $"{profile.Name}: --map key=COLUMN and --map version=COLUMN go together: the newest version of a key counts"
            );
        }

        if (key && _settings.Store is null)
        {
            throw new UsageFault(
                "--map key=... and version=... tell which rows a later export corrects: they need a store (crm import FILES --store DIR)"
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
        Func<Func<PartPlace, TPart>> newParts,
        Func<PurchaseScan<TPart, TSink>, int, T> build,
        bool countLines,
        long partBytes = 0
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
                Plan(partBytes),
                Policies(countLines),
                _settings.Tuning,
                acceptsEpoch,
                newParts()
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
        RequireUnchanged();
        RefuseMixedCurrencies(scan.Facts.SelectMany(file => file.Currencies));
        var days = scan.PurchaseDays();
        var last = days.LastBefore(DateOnly.MaxValue.DayNumber + 1);
        int? asOf = _keeps ? null : _settings.AsOf?.DayNumber ?? (last < 0 ? null : last);
        foreach (var file in scan.Facts)
        {
            file.Counts.SettleAsOf(asOf ?? int.MaxValue);
        }

        _kept.AddRange(scan.Facts);
        var report = ReportBuilder.Build(
            scan.Facts.Select((file, f) => file.AsSegment(f)).ToList(),
            _profiles,
            ResolveOffsets,
            _settings,
            asOf
        );
        if (_keeps)
        {
            return new ImportResult<T>(build(scan, int.MaxValue), report);
        }

        if (report.IsOverLimit || last < 0)
        {
            return new ImportResult<T>(null, report);
        }

        if (_settings.AsOf is null)
        {
            PurchaseFold.RefuseLoneLastDay(days, last);
        }

        return new ImportResult<T>(build(scan, asOf!.Value), report);
    }

    private SummaryColumns SummariseOrdered(OrderedFold fold, int scale, int asOf)
    {
        fold.SettleAsOf(asOf);
        return SummaryBuilder.Build(
            fold.Table,
            fold,
            new Dictionary<int, SummaryBuilder.WideSums>(),
            scale,
            asOf,
            IsNet,
            _settings.Threads
        );
    }

    private PurchaseFold FoldOf(PurchaseScan<AnyOrderPart, AnyOrderSink> scan) =>
        new(scan.Parts, HasOrders, scan.Scale, _settings.Threads, _cancel);

    private bool IsNet => _settings.Returns != ReturnsPolicy.Gross;

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

    private List<FilePlan> FilePlans() =>
        _profiles
            .Select((profile, f) => LayoutPlanner.Plan(_files[f], profile, _settings, Details))
            .ToList();

    private List<List<ImportSegment>> Plan(long partBytes) =>
        ImportPlan.Plan(
            _files,
            _profiles.Select(p => p.DataOffset).ToArray(),
            CanSplit(),
            _settings.Duplicates == DuplicatePolicy.Drop ? 1 : _settings.Threads,
            _settings.Duplicates == DuplicatePolicy.Drop ? long.MaxValue
                : _settings.Tuning.PartBytes > 0 ? _settings.Tuning.PartBytes
                : partBytes
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
        _keeps
            ? new(
                ReturnsPolicy.Net,
                ZeroAmountPolicy.Count,
                _settings.MissingCustomer,
                _settings.Duplicates,
                int.MaxValue,
                CountIdenticalLines: false
            )
            {
                KeepsExcluded = true,
            }
            : new(
                _settings.Returns,
                _settings.ZeroAmount,
                _settings.MissingCustomer,
                _settings.Duplicates,
                _settings.AsOf?.DayNumber ?? int.MaxValue,
                countLines
            );

    private static WrittenRows RowsOf(PurchaseScan<StorePart, StoreSink> scan) =>
        new(
            scan.Parts.SelectMany(p => p.Release()).ToList(),
            scan.Facts.SelectMany(file => file.Currencies).FirstOrDefault("")
        );

    private Dictionary<long, long> ResolveOffsets(int file, IEnumerable<long> offsets) =>
        OffsetResolver.Resolve(_files[file], _profiles[file], offsets);
}
