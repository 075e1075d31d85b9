using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Store;

namespace Analytics.Ledger.Import;

/// <summary>Where purchases come from: exports, or a store. The same rows give the same result either way.</summary>
public interface IPurchaseSource : IDisposable
{
    /// <summary>One summary per customer; the fastest way.</summary>
    /// <exception cref="DataFault">Nothing can be read, or what is read is ambiguous.</exception>
    /// <exception cref="StoreFault">A file of the store is damaged.</exception>
    ImportResult<SummaryColumns> Summarise();

    /// <summary>All customer-days, for everything that looks at single days or at several cut-offs.</summary>
    /// <exception cref="DataFault">As for <see cref="Summarise"/>.</exception>
    /// <exception cref="StoreFault">As for <see cref="Summarise"/>.</exception>
    ImportResult<CustomerDays> ReadDays();

    /// <summary>What was found about each file; empty for a store.</summary>
    IReadOnlyList<FileProfile> Profiles { get; }

    /// <summary>SHA-256 of each input, in the order of the account; of a store, that of each load's unpacked content.</summary>
    IReadOnlyList<string> Sha256();

    /// <summary>What a store holds, as one SHA-256; null where exports are read directly.</summary>
    string? StoreDigest { get; }
}

/// <summary>Opens what the settings name.</summary>
public static class PurchaseSource
{
    /// <summary>Opens the store where one is named, else the exports.</summary>
    public static IPurchaseSource Open(ImportSettings settings, CancellationToken cancel) =>
        settings.Store is null
            ? PurchaseImport.Open(settings, cancel)
            : StorePurchases.Open(settings, cancel);
}
