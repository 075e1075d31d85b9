using Analytics.Core.Faults;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Import.Sniffing;
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
    public static ConversionResult Convert(
        ImportSettings settings,
        Stream output,
        CancellationToken cancel
    )
    {
        var paths = InputPaths.Resolve(settings.Inputs);
        if (paths.Count != 1)
        {
            throw new UsageFault($"convert takes one file; {paths.Count} were given");
        }

        using var file = InputFile.Open(paths[0]);
        var profile = FileSniffer.Profile(file, settings);
        using var writer = CsvWriter.Create(
            output,
            CsvWriterOptions.Default with
            {
                NewLine = "\n",
            },
            leaveOpen: true
        );
        if (profile.Dialect.HeaderRows > 0)
        {
            WriteRow(
                writer,
                profile.Columns.Select(c => System.Text.Encoding.UTF8.GetBytes(c.Name)).ToArray()
            );
        }

        var columns = Enumerable.Range(0, profile.Columns.Count).ToArray();
        var shape = new TableShape(
            profile.Dialect,
            columns.Length,
            columns,
            settings.Tuning.MaxRecordBytes
        );
        var rows = new ConversionRows(writer, shape);
        if (columns.Length > 0)
        {
            using var text = file.OpenText(profile.DataOffset, profile.Dialect.Encoding);
            new SegmentScanner<RowHandler>(
                text,
                shape,
                new RowHandler(rows),
                settings.Tuning.BufferBytes
            ).Scan(profile.DataOffset, long.MaxValue, cancel);
        }

        writer.Flush();
        var offsets = profile.Dialect.IsUtf8
            ? null
            : OffsetResolver.Resolve(file, profile, rows.Rejects.Read().Select(r => r.Offset));
        var rejects = rows
            .Rejects.Read()
            .Select(r => new RejectedRow(
                Path.GetFileName(profile.Name),
                profile.DataLine + r.Line + 1,
                offsets is null ? r.Offset : offsets[r.Offset],
                r.Column >= 0 && r.Column < profile.Columns.Count
                    ? profile.Columns[r.Column].Name
                    : "",
                r.Kind,
                r.Raw
            ))
            .ToList();
        return new ConversionResult(rows.Read, rejects);
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

    private readonly struct RowHandler(ConversionRows rows) : IRowHandler
    {
        public void Row(in RowView row) => rows.Row(row);

        public void Fault(in RowView row, RowFaultKind kind, int column) =>
            rows.Fault(row, kind, column);

        public void WindowDone() { }
    }

    private sealed class ConversionRows(CsvWriter writer, TableShape shape)
    {
        private readonly ExactRow _exact = new(shape.Dialect, shape.FieldCount);
        private readonly byte[][] _cells = new byte[shape.FieldCount][];

        public long Read { get; private set; }

        public RejectLog Rejects { get; } = new();

        public void Row(in RowView row)
        {
            var fault = row.IsEscaped
                ? _exact.Read(row.Record, shape.Wanted, _cells)
                : RowFaultKind.None;
            if (fault != RowFaultKind.None)
            {
                Fault(row, fault, -1);
                return;
            }

            Read++;
            for (var i = 0; i < _cells.Length && !row.IsEscaped; i++)
            {
                _cells[i] = row.Field(i).ToArray();
            }

            WriteRow(writer, _cells);
        }

        public void Fault(in RowView row, RowFaultKind kind, int column)
        {
            Read++;
            Rejects.Add(0, row.Line, row.Offset, column, kind, row.Record);
        }
    }
}

/// <summary>What a conversion read and refused.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="Rejects">Refused rows.</param>
public sealed record ConversionResult(long Read, IReadOnlyList<RejectedRow> Rejects);
