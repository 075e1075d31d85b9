using Analytics.Ledger.Import;

namespace Analytics.Ledger.Store;

/// <summary>An export of purchases on its way into a store.</summary>
/// <param name="settings">How it is read; one input.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class PurchaseLoad(ImportSettings settings, CancellationToken cancel) : ILoadSource
{
    private readonly PurchaseImport _import = PurchaseImport.Open(settings, cancel);

    /// <inheritdoc/>
    public string Name => _import.Profiles[0].Name;

    /// <inheritdoc/>
    public string Table => StoreTables.Purchases;

    /// <inheritdoc/>
    public long? ContentBytes => _import.ContentBytes;

    /// <inheritdoc/>
    public (string Sha256, long Bytes) ContentHash() => _import.ContentHash();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options()
    {
        _import.RequireAll();
        return LoadOptions.Of(_import.Profiles[0], settings);
    }

    /// <inheritdoc/>
    public LoadedRows Write(StoreWriter? writer)
    {
        var rows = _import.WriteRows(writer);
        return new LoadedRows(rows.Report, rows.Data!);
    }

    /// <inheritdoc/>
    public void RequireUnchanged() => _import.RequireUnchanged();

    /// <inheritdoc/>
    public void Dispose() => _import.Dispose();
}
