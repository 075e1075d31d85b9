using Analytics.Core.Faults;
using Analytics.Ledger.Tables;
using CsvHelper;

namespace Analytics.Ledger.Import;

/// <summary>Reads a table of any dialect and writes it as plain RFC 4180 text: every cell as it stands, nothing escaped or interpreted.</summary>
public static class TableConversion
{
    /// <summary>Converts one file.</summary>
    /// <param name="settings">How to read it; roles do not matter.</param>
    /// <param name="output">Receives UTF-8 text with LF, header first where the file has one.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Rows read and refused; money is not looked at.</returns>
    /// <exception cref="UsageFault">Not exactly one file.</exception>
    public static TableScanResult Convert(
        ImportSettings settings,
        Stream output,
        CancellationToken cancel
    )
    {
        using var writer = CsvWriter.Create(
            output,
            CsvWriterOptions.Default with
            {
                NewLine = "\n",
            },
            leaveOpen: true
        );
        var result = TableScan.Run(
            settings,
            "convert",
            profile =>
            {
                if (profile.Dialect.HeaderRows > 0)
                {
                    WriteRow(
                        writer,
                        profile
                            .Columns.Select(c => System.Text.Encoding.UTF8.GetBytes(c.Name))
                            .ToArray()
                    );
                }

                return cells =>
                {
                    WriteRow(writer, cells);
                    return (RowFaultKind.None, -1);
                };
            },
            cancel
        );
        writer.Flush();
        return result;
    }

    private static void WriteRow(CsvWriter writer, byte[][] cells)
    {
        if (cells.Length == 1 && cells[0].Length == 0)
        {
            // a lone empty cell must not look like a blank line
            writer.WriteField("", CsvQuoting.Always);
        }
        else
        {
            foreach (var cell in cells)
            {
                writer.WriteField(cell.AsSpan());
            }
        }

        writer.EndRecord();
    }
}
