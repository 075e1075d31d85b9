using System.Text;
using Analytics.Ledger.Import;
using Analytics.Reports.Writers;

namespace Analytics.Pipeline.Steps;

/// <summary>Writes <c>rejects.csv</c>, one row per refused row.</summary>
public static class RejectsTable
{
    private static readonly string[] Columns =
    [
        "file",
        "line",
        "byte_offset",
        "column",
        "reason",
        "text",
        "raw",
    ];

    // bytes that are not UTF-8 and NUL are shown, not dropped: the place of the row is in byte_offset
    private static readonly Encoding Lenient = new UTF8Encoding(false, false);

    /// <summary>Writes the table.</summary>
    public static void Write(IEnumerable<RejectedRow> rejects, Stream output, bool rawText) =>
        TableCsvWriter.Write(
            Columns,
            rejects.Select(row =>
                (IReadOnlyList<string?>)
                    [
                        row.File,
                        Cells.Of(row.Line),
                        Cells.Of(row.Offset),
                        row.Column,
                        row.Kind.Name(),
                        row.Kind.Text(),
                        Lenient
                            .GetString(row.Raw)
                            .Replace("\0", "\u2400", StringComparison.Ordinal),
                    ]
            ),
            output,
            rawText
        );
}
