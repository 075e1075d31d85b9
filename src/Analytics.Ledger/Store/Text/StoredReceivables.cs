using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Receivables;

namespace Analytics.Ledger.Store.Text;

/// <summary>The receivables of a store, and the payments beside them, as the exports they were.</summary>
internal sealed class StoredReceivables : IDisposable
{
    private readonly StoredTable _receivables;
    private readonly StoredTable? _payments;
    private readonly Dictionary<string, StoredExport> _exports;

    private StoredReceivables(
        StoredTable receivables,
        StoredTable? payments,
        ReceivablesSettings settings
    )
    {
        (_receivables, _payments) = (receivables, payments);
        _exports = receivables
            .Exports.Concat(payments?.Exports ?? [])
            .ToDictionary(e => e.Path, StringComparer.Ordinal);
        var options = receivables.Exports[0].Load.Options;
        Settings = settings with
        {
            Import = settings.Import with
            {
                Inputs = Paths(receivables),
                Store = null,
                MissingCustomer = MissingCustomerPolicy.Exclude,
            },
            Payments = payments is null ? settings.Payments : Paths(payments),
            Shape = Enum.GetValues<ReceivablesShape>().First(s => s.Name() == options["shape"]),
            Wide = options.TryGetValue("wide", out var wide) ? wide.Split(',') : [],
        };
    }

    /// <summary>How the exports are read.</summary>
    public ReceivablesSettings Settings { get; }

    /// <summary>What is read, as one SHA-256: see <see cref="LedgerStore.Digest()"/>.</summary>
    public string? Digest => _receivables.Store.ReceivablesDigest();

    /// <summary>Opens the store that the settings name.</summary>
    /// <exception cref="UsageFault">Files are named too, or what was decided when the exports entered is asked for anew.</exception>
    /// <exception cref="DataFault">The store holds no receivables.</exception>
    public static StoredReceivables Open(ReceivablesSettings settings, CancellationToken cancel)
    {
        if (settings.Import.Inputs.Count > 0)
        {
            throw new UsageFault(
                "give files, or --store with what is in it, not both: crm import brings files into a store"
            );
        }

        var store = settings.Import.Store!;
        var receivables = StoredTable.Open(store, StoreTables.Receivables, cancel);
        StoredTable? payments = null;
        try
        {
            var shape = receivables.Exports[0].Load.Options["shape"];
            if (
                (settings.Shape is { } asked && asked.Name() != shape)
                || (settings.Wide.Count > 0 && shape != ReceivablesShape.Wide.Name())
            )
            {
                throw new UsageFault(
                    $"the receivables of {store} entered as {shape}; their shape was decided then"
                );
            }

            if (
                settings.Payments.Count == 0
                && receivables.Store.LoadsOf(StoreTables.Payments).Count > 0
            )
            {
                payments = StoredTable.Open(store, StoreTables.Payments, cancel);
            }

            return new StoredReceivables(receivables, payments, settings);
        }
        catch
        {
            payments?.Dispose();
            receivables.Dispose();
            throw;
        }
    }

    /// <summary>The export behind a path; null for a file that is in no store.</summary>
    public StoredExport? ExportOf(string path) => _exports.GetValueOrDefault(path);

    /// <summary>Adds to an account what was settled when the loads entered.</summary>
    /// <param name="report">The account.</param>
    /// <param name="paths">The path behind each of its files.</param>
    public ImportReport Complete(ImportReport report, IEnumerable<string> paths) =>
        StoredAccount.Complete(
            report,
            [.. paths.Select(ExportOf)],
            Unread.ToList(),
            _receivables.Store
        );

    /// <summary>Exports of which newer rows stand for every one; they come last in the account.</summary>
    public IEnumerable<StoredExport> Unread => _exports.Values.Where(e => !e.HasRows);

    private static List<string> Paths(StoredTable table) =>
        table.Exports.Where(e => e.HasRows).Select(e => e.Path).ToList();

    /// <inheritdoc/>
    public void Dispose()
    {
        _payments?.Dispose();
        _receivables.Dispose();
    }
}
