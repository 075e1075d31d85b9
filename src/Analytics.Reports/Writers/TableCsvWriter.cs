using Analytics.Reports.Document;

namespace Analytics.Reports.Writers;

/// <summary>Writes a table as RFC 4180 text in UTF-8 with LF; text that a spreadsheet would run gets a leading <c>'</c> (see <see cref="FormulaGuard"/>).</summary>
public static class TableCsvWriter
{
    /// <summary>Writes header and rows and leaves the stream open.</summary>
    public static void Write(Table table, Stream output, bool rawText = false) =>
        Write(table.Columns, table.Rows, output, rawText);

    /// <summary>Writes header and rows, which may be made one by one, and leaves the stream open.</summary>
    public static void Write(
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string?>> rows,
        Stream output,
        bool rawText = false
    )
    {
        using var writer = new CsvRows(columns, output, rawText);
        foreach (var row in rows)
        {
            writer.Add(row);
        }
    }
}
