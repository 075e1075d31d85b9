using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Store.Cache;

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
            .LoadsOf(StoreTables.Purchases)
            .OrderBy(l => l.Name, StringComparer.Ordinal)
            .ThenBy(l => l.Id, StringComparer.Ordinal)
            .ToList();
        return loads.Count == 0
            ? throw StoreTables.Missing(settings.Store!, StoreTables.Purchases)
            : new StorePurchases(store, loads, settings, cancel);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FileProfile> Profiles => [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Sha256() => _loads.Select(l => l.ContentSha256).ToList();

    /// <inheritdoc/>
    public string? StoreDigest => _digest ??= _store.Digest(StoreTables.Purchases);

    /// <inheritdoc/>
    public ImportResult<SummaryColumns> Summarise() =>
        Fold(
            DetailRoles.None,
            (days, asOf) => days.Summarise(asOf, IsNet),
            (fold, asOf) => fold.Summarise(asOf, IsNet)
        );

    /// <inheritdoc/>
    public ImportResult<CustomerDays> ReadDays() =>
        Fold(
            _settings.Details ? StoreLoad.ToldByAll(_loads) : DetailRoles.None,
            (days, asOf) => days.Days(asOf),
            (fold, asOf) => fold.Days(asOf)
        );

    /// <inheritdoc/>
    public void Dispose() { }

    private bool IsNet => _settings.Returns != ReturnsPolicy.Gross;

    private ImportResult<T> Fold<T>(
        bool[] details,
        Func<MergedDays, int, T?> ofDays,
        Func<PurchaseFold, int, T> ofRows
    )
        where T : class
    {
        var way =
            _loads[0].HasKey || details.Contains(true) ? ReadingWay.Rows : ReadingWay.KeptAndNew;
        while (true)
        {
            try
            {
                var reading = new StoreReading(_store, _loads, _settings, _cancel);
                if (reading.Read(way, details, ofDays, ofRows) is { } result)
                {
                    return result;
                }

                way = ReadingWay.Rows;
            }
            catch (DaysDamagedException)
            {
                way = ReadingWay.All;
            }
            catch (StoreFault)
                when (LedgerStore.Open(_store.Directory) is var now && now.Number != _store.Number)
            {
                // segments were joined while they were read: the same loads stand in other files now
                _store = now;
            }
        }
    }
}
