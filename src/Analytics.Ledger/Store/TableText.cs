using Analytics.Core.Faults;
using Analytics.Ledger.Store.Text;
using CsvHelper;

namespace Analytics.Ledger.Store;

/// <summary>A table of text of a store, read back as plain RFC 4180 text.</summary>
public static class TableText
{
    /// <summary>Writes every row that is kept, load by load in the order of their names; columns that a load lacks are empty.</summary>
    /// <param name="directory">The store.</param>
    /// <param name="table">One of <see cref="StoreTables"/>, purchases left out.</param>
    /// <param name="output">Receives UTF-8 text with LF, header first.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="UsageFault">Purchases are kept as typed columns.</exception>
    /// <exception cref="DataFault">The store holds no such table.</exception>
    /// <exception cref="StoreFault">A file of the store is damaged.</exception>
    public static long Write(
        string directory,
        string table,
        Stream output,
        CancellationToken cancel
    )
    {
        if (table == StoreTables.Purchases)
        {
            throw new UsageFault(
                "--table purchases: of purchases a store keeps what analyses need, not the text of the export; read them with crm rfm or crm run. Tables that can be read back: "
                    + string.Join(", ", StoreTables.All.Where(t => t != StoreTables.Purchases))
            );
        }

        return Write(
            LedgerStore.Open(Path.GetFullPath(directory)),
            directory,
            table,
            output,
            onlyNewest: false,
            cancel
        );
    }

    /// <summary>The same for an open store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="name">Its name, for faults.</param>
    /// <param name="table">The table.</param>
    /// <param name="output">Receives the text.</param>
    /// <param name="onlyNewest">True to leave out rows that others stand for.</param>
    /// <param name="cancel">Stops the work.</param>
    internal static long Write(
        LedgerStore store,
        string name,
        string table,
        Stream output,
        bool onlyNewest,
        CancellationToken cancel
    )
    {
        var loads = TextPieces.LoadsOf(store, table);
        if (loads.Count == 0)
        {
            throw StoreTables.Missing(name, table);
        }

        var pieces = new TextPieces(store);
        var newest = onlyNewest ? NewestRows.Of(pieces, loads) : null;
        using var writer = CsvWriter.Create(
            output,
            CsvWriterOptions.Default with
            {
                NewLine = "\n",
            },
            leaveOpen: true
        );
        var names = NamesOf(pieces, loads);
        if (loads.Any(l => l.Options["header-rows"] != "0"))
        {
            Row(writer, names.Count, c => System.Text.Encoding.UTF8.GetBytes(names[c].Name));
        }

        long rows = 0;
        foreach (var piece in loads.SelectMany(load => newest?.PiecesOf(load) ?? pieces.Of(load)))
        {
            cancel.ThrowIfCancellationRequested();
            var places = Keyed(piece.Columns.Names);
            var columns = names.Select(n => places.IndexOf(n)).ToArray();
            var isOld = newest?.IsOld(piece);
            for (var row = 0; row < piece.Count; row++)
            {
                if (isOld is not null && isOld[row])
                {
                    continue;
                }

                var at = piece.First + row;
                Row(
                    writer,
                    columns.Length,
                    c => columns[c] < 0 ? default : piece.Columns.Cells[columns[c]][at]
                );
                rows++;
            }
        }

        writer.Flush();
        return rows;
    }

    private static List<(string Name, int Time)> NamesOf(
        TextPieces pieces,
        IReadOnlyList<StoreLoad> loads
    ) =>
        loads
            .Select(load => pieces.Of(load).First().Columns.Names)
            .SelectMany(Keyed)
            .Distinct()
            .ToList();

    // a name that stands twice in a header is two columns
    private static List<(string Name, int Time)> Keyed(IReadOnlyList<string> names) =>
        names.Select((name, c) => (name, names.Take(c).Count(n => n == name))).ToList();

    private static void Row(CsvWriter writer, int columns, Func<int, ReadOnlyMemory<byte>> cell)
    {
        if (columns == 1 && cell(0).IsEmpty)
        {
            // a lone empty cell must not look like a blank line
            writer.WriteField("", CsvQuoting.Always);
        }
        else
        {
            for (var c = 0; c < columns; c++)
            {
                writer.WriteField(cell(c).Span);
            }
        }

        writer.EndRecord();
    }
}
