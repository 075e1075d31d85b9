using Analytics.Core.Faults;
using Analytics.Ledger.Disk;
using Analytics.Ledger.Import;
using Analytics.Ledger.Receivables;
using Analytics.Ledger.Store.Text;

namespace Analytics.Ledger.Store;

/// <summary>
/// The customers of a store as one table, one row each: the newest version where loads map one, else the last row of the export whose name
/// sorts last. It lies in a file for as long as it is open.
/// </summary>
public sealed class StoredCustomers : IDisposable
{
    private readonly SpoolFolder _folder = new();

    private StoredCustomers(LedgerStore store, ImportSettings settings, CancellationToken cancel)
    {
        var loads = TextPieces.LoadsOf(store, StoreTables.Customers);
        var role = ReceivablesRole.Account.Name();
        string NameOf(StoreLoad load) =>
            load.Options[role][(load.Options[role].IndexOf(' ', StringComparison.Ordinal) + 1)..];
        var name = NameOf(loads[0]);
        if (loads.FirstOrDefault(l => NameOf(l) != name) is { } other)
        {
            throw new DataFault(
                $"the customers of {other.Name} are named in column '{NameOf(other)}', those of {loads[0].Name} in '{name}': they are no one table; name the one that is wanted with --features FILE"
            );
        }

        var path = Path.Combine(_folder.Path, StoreTables.Customers);
        using (var file = Durable.CreateFile(path))
        {
            var rows = TableText.Write(
                store,
                store.Directory,
                StoreTables.Customers,
                file,
                onlyNewest: true,
                cancel
            );
            Replaced = loads.Sum(l => l.Accepted.Rows + l.Excluded.Sum(e => e.Rows)) - rows;
        }

        HasVersion = loads.Any(l => l.HasKey);
        Settings = settings with
        {
            Inputs = [path],
            Store = null,
            Encoding = "utf-8",
            Delimiter = ",",
            Quote = "\"",
            Escape = null,
            HeaderRows = 1,
            PreambleRows = 0,
            ExpectedColumns = null,
            Map = new Dictionary<string, string>(StringComparer.Ordinal) { ["customer"] = name },
        };
    }

    /// <summary>How the table is read.</summary>
    public ImportSettings Settings { get; }

    /// <summary>Rows that others stand for.</summary>
    public long Replaced { get; }

    /// <summary>True where a version tells which row is the newest.</summary>
    public bool HasVersion { get; }

    /// <summary>Opens the customers of a store; null where it holds none.</summary>
    /// <exception cref="StoreFault">A file of the store is damaged.</exception>
    /// <exception cref="DataFault">Exports that name customers in different columns.</exception>
    public static StoredCustomers? Open(
        string directory,
        ImportSettings settings,
        CancellationToken cancel
    )
    {
        var store = LedgerStore.Open(Path.GetFullPath(directory));
        return store.LoadsOf(StoreTables.Customers).Count == 0
            ? null
            : new StoredCustomers(store, settings, cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
