using System.Globalization;
using System.Text;
using Analytics.Reports.Document;

namespace Analytics.Reports.Writers;

/// <summary>Writes a table for people: aligned columns, numbers to the right, plain ASCII rules.</summary>
public static class TableTextWriter
{
    /// <summary>Writes header, rule and rows and leaves the stream open.</summary>
    public static void Write(Table table, Stream output)
    {
        var widths = new int[table.Columns.Count];
        var numeric = new bool[table.Columns.Count];
        for (var i = 0; i < widths.Length; i++)
        {
            var column = i;
            var cells = table.Rows.Select(row => row[column] ?? "").ToList();
            widths[i] = cells.Append(table.Columns[i]).Max(Width);
            numeric[i] =
                cells.Exists(cell => cell.Length > 0)
                && cells.TrueForAll(cell => cell.Length == 0 || IsNumber(cell));
        }

        using var writer = new StreamWriter(
            output,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            leaveOpen: true
        )
        {
            NewLine = "\n",
        };
        WriteRow(writer, table.Columns, widths, numeric);
        WriteRow(writer, widths.Select(width => new string('-', width)).ToList(), widths, numeric);
        foreach (var row in table.Rows)
        {
            WriteRow(writer, row, widths, numeric);
        }
    }

    private static void WriteRow(
        StreamWriter writer,
        IReadOnlyList<string?> cells,
        int[] widths,
        bool[] numeric
    )
    {
        var line = new StringBuilder();
        for (var i = 0; i < widths.Length; i++)
        {
            var cell = cells[i] ?? "";
            var gap = new string(' ', widths[i] - Width(cell));
            line.Append(i == 0 ? "" : "  ").Append(numeric[i] ? gap + cell : cell + gap);
        }

        writer.WriteLine(line.ToString().TrimEnd());
    }

    private static bool IsNumber(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // Chinese, Japanese and Korean letters take two places on a terminal
    private static int Width(string text) =>
        text.EnumerateRunes()
            .Sum(rune =>
                rune.Value
                    is >= 0x1100
                        and <= 0x115F
                        or >= 0x2E80
                        and <= 0xA4CF
                        or >= 0xAC00
                        and <= 0xD7A3
                        or >= 0xF900
                        and <= 0xFAFF
                        or >= 0xFE30
                        and <= 0xFE6F
                        or >= 0xFF00
                        and <= 0xFF60
                        or >= 0x20000
                        and <= 0x3FFFD
                    ? 2
                    : 1
            );
}
