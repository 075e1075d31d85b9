using Analytics.Reports.Document;
using CsvHelper;

namespace Analytics.Reports.Writers;

/// <summary>Writes a table as RFC 4180 text in UTF-8 with LF; text that a spreadsheet would run gets a leading <c>'</c>.</summary>
public static class TableCsvWriter
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        NewLine = "\n",
        Injection = CsvInjection.Escape,
    };

    /// <summary>Writes header and rows and leaves the stream open.</summary>
    public static void Write(Table table, Stream output)
    {
        using var writer = CsvWriter.Create(output, Options, leaveOpen: true);
        writer.WriteRecord(table.Columns.ToArray());
        foreach (var row in table.Rows)
        {
            foreach (var cell in row)
            {
                writer.WriteField(cell);
            }

            writer.EndRecord();
        }
    }
}
