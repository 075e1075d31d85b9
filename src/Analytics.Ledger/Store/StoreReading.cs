using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Store.Cache;

namespace Analytics.Ledger.Store;

/// <summary>
/// One reading of the purchases of a store: customer-days that are kept, and the segments that came since. Where much came, the result is
/// kept for the next reading.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="loads">Its loads of purchases.</param>
/// <param name="settings">Policies and threads.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class StoreReading(
    LedgerStore store,
    IReadOnlyList<StoreLoad> loads,
    ImportSettings settings,
    CancellationToken cancel
)
{
    // new rows beyond this part of the kept ones are worth a new file
    private const int WorthKeeping = 4;
    private readonly int _scale = loads.Max(l => l.Scale);
    private readonly bool _hasOrders = loads[0].HasOrders;

    /// <summary>Reads; null where it has to be done again from the rows.</summary>
    /// <param name="way">What to read.</param>
    /// <param name="details">Per role of <see cref="DetailRoles"/> whether it is read; only from the rows.</param>
    /// <param name="ofDays">Makes the result from customer-days at the as-of day; null where an amount does not fit 64 bits.</param>
    /// <param name="ofRows">Makes it from the rows.</param>
    /// <exception cref="DaysDamagedException">Kept customer-days are damaged: leave them out.</exception>
    public ImportResult<T>? Read<T>(
        ReadingWay way,
        bool[] details,
        Func<MergedDays, int, T?> ofDays,
        Func<PurchaseFold, int, T> ofRows
    )
        where T : class
    {
        var policies = DaysFile.PoliciesOf(settings);
        using var kept =
            way == ReadingWay.KeptAndNew
                ? DaysFile.Find(store, policies, _scale, _hasOrders)
                : null;
        using var scan = new StoreScan(store, loads, _scale, settings, kept?.Header, details);
        settings.Progress.Begin(scan.Segments.Sum(s => s.File.Bytes));
        var found = scan.Segments.Select(s => DaysFile.Look(store, s.File.Name)).ToList();
        scan.Run(cancel);
        var days = new DaySet();
        foreach (var tallies in scan.Tallies)
        {
            tallies.AddPurchaseDays(days);
        }

        var given = settings.AsOf?.DayNumber;
        var last = days.LastBefore((given ?? DateOnly.MaxValue.DayNumber) + 1);
        int? asOf = given ?? (last < 0 ? null : last);
        var report = Report(scan, asOf);
        if (last < 0)
        {
            return new ImportResult<T>(null, report);
        }

        if (given is null)
        {
            PurchaseFold.RefuseLoneLastDay(days, last);
        }

        if (way == ReadingWay.Rows)
        {
            var fold = new PurchaseFold(scan.Parts, _hasOrders, _scale, settings.Threads, cancel);
            return new ImportResult<T>(ofRows(fold, asOf!.Value), report);
        }

        if (scan.Parts.Any(p => p.Wide.Count > 0))
        {
            return null;
        }

        var fresh = new CustomerRecords(scan.Parts, _hasOrders, settings.Threads, cancel);
        using var writer = IsWorthKeeping(fresh, kept, found)
            ? DaysFileWriter.TryCreate(store)
            : null;
        var merged = new MergedDays(
            kept,
            fresh,
            _hasOrders,
            writer,
            _scale,
            settings.Threads,
            cancel
        );
        if (ofDays(merged, asOf!.Value) is not { } result)
        {
            return null;
        }

        writer?.Publish(
            new DaysHeader(
                policies,
                _scale,
                _hasOrders,
                scan.Prefixes,
                [.. kept?.Header.Segments ?? [], .. found!],
                scan.Numbers,
                loads
                    .Select((load, i) => (load.Id, Tallies: scan.Tallies[i]))
                    .ToDictionary(l => l.Id, l => l.Tallies, StringComparer.Ordinal),
                []
            )
        );
        return new ImportResult<T>(result, report);
    }

    private bool IsWorthKeeping(
        CustomerRecords fresh,
        DaysFile? kept,
        List<CoveredSegment?> found
    ) =>
        settings.KeepsDays
        && found.Count > 0
        && !found.Contains(null)
        && fresh.Bytes * WorthKeeping > (kept?.Header.Blocks.Sum(b => (long)b.Tuples.Bytes) ?? 0);

    private ImportReport Report(StoreScan scan, int? asOf)
    {
        var files = loads
            .Select((load, i) => AccountOf(load, scan.Tallies[i].At(asOf ?? int.MaxValue, _scale)))
            .ToList();
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

    private FileAccount AccountOf(StoreLoad load, PurchaseCounts counts)
    {
        var stored = ReportBuilder.Account(load.Name, counts, null);
        var duplicate = LoadAccount.Account(load.Duplicate, load.Scale, _scale);
        var rejected = load
            .Rejected.Select(r =>
                (RowFaults.Of(r.Name), LoadAccount.Account(r, load.Scale, _scale))
            )
            .ToList();
        var read = LoadAccount.Account(load.Read, load.Scale, _scale);
        return stored with
        {
            Read = read,
            Rejected = rejected,
            Duplicate = ImportReports.Sum([stored.Duplicate, duplicate]),
        };
    }

    private IEnumerable<RejectedRow> Rejects() =>
        loads
            .Where(l => l.Rejects is not null)
            .SelectMany(l => RejectSegment.Parse(store.Read(l.Rejects!), l.Name));
}

/// <summary>From what a reading of a store is made.</summary>
internal enum ReadingWay
{
    /// <summary>Kept customer-days, and the rows that came since.</summary>
    KeptAndNew,

    /// <summary>All rows, folded to customer-days that may be kept.</summary>
    All,

    /// <summary>All rows as they are: rows that a later load may replace, amounts beyond 64 bits, products, categories and channels.</summary>
    Rows,
}
