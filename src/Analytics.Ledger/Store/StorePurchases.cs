using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Store;

/// <summary>
/// The purchases of a store as if all its exports had been given together: the same customers, days, orders and sums, in whatever order
/// the exports arrived. Policies of returns, zero amounts and the as-of day apply here, at reading.
/// </summary>
public sealed class StorePurchases : IPurchaseSource
{
    private LedgerStore _store;
    private readonly ImportSettings _settings;
    private readonly IReadOnlyList<StoreLoad> _loads;
    private readonly CancellationToken _cancel;
    private string? _digest;

    private StorePurchases(
        LedgerStore store,
        IReadOnlyList<StoreLoad> loads,
        ImportSettings settings,
        CancellationToken cancel
    ) => (_store, _loads, _settings, _cancel) = (store, loads, settings, cancel);

    /// <summary>Opens the store that the settings name.</summary>
    /// <exception cref="FileFault">There is no store.</exception>
    /// <exception cref="StoreFault">A manifest is damaged.</exception>
    /// <exception cref="DataFault">The store holds no purchases.</exception>
    /// <exception cref="UsageFault">A policy is asked for that is decided when a load enters.</exception>
    public static StorePurchases Open(ImportSettings settings, CancellationToken cancel)
    {
        if (settings.Inputs.Count > 0)
        {
            throw new UsageFault(
                "give files, or --store with what is in it, not both: crm import brings files into a store"
            );
        }

        if (settings.Duplicates == DuplicatePolicy.Drop)
        {
            throw new UsageFault(
                "--duplicates drop looks at lines as they are written: give it to crm import, when an export enters the store"
            );
        }

        if (settings.MissingCustomer == MissingCustomerPolicy.Reject)
        {
            throw new UsageFault(
                "--missing-customer reject refuses rows as they are read: give it to crm import, when an export enters the store"
            );
        }

        var store = LedgerStore.Open(Path.GetFullPath(settings.Store!));
        var loads = store
            .LoadsOf(LedgerStore.Purchases)
            .OrderBy(l => l.Name, StringComparer.Ordinal)
            .ThenBy(l => l.Id, StringComparer.Ordinal)
            .ToList();
        return loads.Count == 0
            ? throw new DataFault(
                $"{settings.Store}: the store holds no purchases yet; bring some in with crm import FILES --store {settings.Store}"
            )
            : new StorePurchases(store, loads, settings, cancel);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FileProfile> Profiles => [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Sha256() => _loads.Select(l => l.ContentSha256).ToList();

    /// <inheritdoc/>
    public string? StoreDigest => _digest ??= _store.Digest();

    /// <inheritdoc/>
    public ImportResult<SummaryColumns> Summarise() =>
        Fold((fold, asOf) => fold.Summarise(asOf, _settings.Returns != ReturnsPolicy.Gross));

    /// <inheritdoc/>
    public ImportResult<CustomerDays> ReadDays() => Fold((fold, asOf) => fold.Days(asOf));

    /// <inheritdoc/>
    public void Dispose() { }

    private ImportResult<T> Fold<T>(Func<PurchaseFold, int, T> build)
        where T : class
    {
        while (true)
        {
            try
            {
                return FoldOnce(build);
            }
            catch (StoreFault)
                when (LedgerStore.Open(_store.Directory) is var now && now.Number != _store.Number)
            {
                // segments were joined while they were read: the same loads stand in other files now
                _store = now;
            }
        }
    }

    private ImportResult<T> FoldOnce<T>(Func<PurchaseFold, int, T> build)
        where T : class
    {
        var scale = _loads.Max(l => l.Scale);
        var hasOrders = _loads[0].HasOrders;
        _settings.Progress.Begin(_store.Segments.Sum(s => s.File.Bytes));
        using var scan = new StoreScan(_store, _loads, scale, _settings);
        scan.Run(_cancel);
        var last = scan.Days.LastBefore(DateOnly.MaxValue.DayNumber + 1);
        int? asOf = _settings.AsOf?.DayNumber ?? (last < 0 ? null : last);
        var report = Report(scan, scale, asOf);
        if (last < 0)
        {
            return new ImportResult<T>(null, report);
        }

        if (_settings.AsOf is null)
        {
            PurchaseFold.RefuseLoneLastDay(scan.Days, last);
        }

        var fold = new PurchaseFold(scan.Parts, hasOrders, scale, _settings.Threads, _cancel);
        return new ImportResult<T>(build(fold, asOf!.Value), report);
    }

    private ImportReport Report(StoreScan scan, int scale, int? asOf)
    {
        var counts = scan.Counts(asOf ?? int.MaxValue);
        var files = _loads.Select((load, i) => AccountOf(load, counts[i], scale)).ToList();
        return new ImportReport
        {
            Files = files,
            Total = ImportReports.Sum("total", files),
            Rejects = Rejects(),
            Limit = new RejectLimit(0, 1),
            IsStrict = false,
            AsOf = asOf is { } day ? DateOnly.FromDayNumber(day) : null,
        };
    }

    private static FileAccount AccountOf(StoreLoad load, PurchaseCounts counts, int scale)
    {
        var stored = ReportBuilder.Account(load.Name, counts, null);
        var duplicate = LoadAccount.Account(load.Duplicate, load.Scale, scale);
        var rejected = load
            .Rejected.Select(r => (RowFaults.Of(r.Name), LoadAccount.Account(r, load.Scale, scale)))
            .ToList();
        var read = LoadAccount.Account(load.Read, load.Scale, scale);
        return stored with
        {
            Read = read,
            Rejected = rejected,
            Duplicate = ImportReports.Sum([stored.Duplicate, duplicate]),
        };
    }

    private IEnumerable<RejectedRow> Rejects() =>
        _loads
            .Where(l => l.Rejects is not null)
            .SelectMany(l => RejectSegment.Parse(_store.Read(l.Rejects!), l.Name));
}
