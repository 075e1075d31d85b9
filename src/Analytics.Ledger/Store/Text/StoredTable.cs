using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Disk;
using Analytics.Ledger.Import;
using Analytics.Ledger.Receivables;

namespace Analytics.Ledger.Store.Text;

/// <summary>
/// A table of text as the exports it was, in files for as long as it is open: whoever reads exports reads a store in the same way. Rows that
/// were refused are not in them; they come back with the account, see <see cref="StoredAccount"/>.
/// </summary>
internal sealed class StoredTable : IDisposable
{
    private readonly SpoolFolder _folder = new();
    private readonly List<StoredExport> _exports = [];

    private StoredTable(LedgerStore store) => Store = store;

    /// <summary>The store.</summary>
    public LedgerStore Store { get; }

    /// <summary>The exports, in the order of their names.</summary>
    public IReadOnlyList<StoredExport> Exports => _exports;

    /// <summary>Brings the rows of a table into files.</summary>
    /// <exception cref="FileFault">There is no store.</exception>
    /// <exception cref="StoreFault">A file of the store is damaged.</exception>
    /// <exception cref="DataFault">The store holds no such table.</exception>
    public static StoredTable Open(string directory, string table, CancellationToken cancel)
    {
        var store = LedgerStore.Open(Path.GetFullPath(directory));
        var loads = TextPieces.LoadsOf(store, table);
        if (loads.Count == 0)
        {
            throw StoreTables.Missing(directory, table);
        }

        var stored = new StoredTable(store);
        try
        {
            var pieces = new TextPieces(store);
            var newest = NewestRows.Of(pieces, loads);
            foreach (var load in loads)
            {
                cancel.ThrowIfCancellationRequested();
                stored._exports.Add(stored.Write(load, newest, pieces));
            }

            return stored;
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private StoredExport Write(StoreLoad load, NewestRows? newest, TextPieces pieces)
    {
        // loads may share a name
        var folder = Path.Combine(
            _folder.Path,
            _exports.Count.ToString(CultureInfo.InvariantCulture)
        );
        Durable.CreateDirectory(folder);
        var path = Path.Combine(folder, load.Name);
        using var file = Durable.CreateFile(path);
        var text = new ExportText(file, load);
        var replaced = new ReplacedRows();
        var amount = TextRoles.ColumnOf(load, ReceivablesRole.Amount.Name());
        var (isFirst, hasRows) = (true, false);
        foreach (var piece in newest?.PiecesOf(load) ?? pieces.Of(load))
        {
            if (isFirst)
            {
                text.Header(piece.Columns.Names);
                isFirst = false;
            }

            var isOld = newest?.IsOld(piece);
            for (var row = 0; row < piece.Count; row++)
            {
                if (isOld is not null && isOld[row])
                {
                    replaced.Add(
                        amount < 0 ? [] : piece.Cell(amount, row),
                        load.Options["decimal"][0]
                    );
                    continue;
                }

                text.Row(piece, row);
                hasRows = true;
            }
        }

        return new StoredExport(load, path, text.Delimiter, text.Quote, replaced, hasRows);
    }
}
