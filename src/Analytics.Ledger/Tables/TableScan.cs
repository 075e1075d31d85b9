using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Tables;

/// <summary>Reads one table of any dialect row by row; rows of the wrong shape and rows that the visitor refuses are kept apart with their place.</summary>
public static class TableScan
{
    /// <summary>Scans one file.</summary>
    /// <param name="settings">How to read it; roles do not matter.</param>
    /// <param name="what">What reads it, for messages.</param>
    /// <param name="begin">
    /// Looks at the columns before the first row, and gives what takes the rows: from the bytes of every cell, UTF-8 (the array is used again
    /// for the next row, its entries are not), to <see cref="RowFaultKind.None"/> or why the row is refused, with the 0-based column at fault (-1
    /// = the whole row).
    /// </param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="UsageFault">Not exactly one file.</exception>
    public static TableScanResult Run(
        ImportSettings settings,
        string what,
        Func<FileProfile, Func<byte[][], (RowFaultKind Kind, int Column)>> begin,
        CancellationToken cancel
    )
    {
        var paths = InputPaths.Resolve(settings.Inputs);
        if (paths.Count != 1)
        {
            throw new UsageFault($"{what} takes one file; {paths.Count} were given");
        }

        using var file = InputFile.Open(paths[0]);
        var profile = FileSniffer.Profile(file, settings);
        var columns = Enumerable.Range(0, profile.Columns.Count).ToArray();
        var shape = new TableShape(
            profile.Dialect,
            columns.Length,
            columns,
            settings.Tuning.MaxRecordBytes
        );
        var rows = new Rows(begin(profile), shape);
        if (columns.Length > 0)
        {
            using var text = file.OpenText(profile.DataOffset, profile.Dialect.Encoding);
            new SegmentScanner<Handler>(
                text,
                shape,
                new Handler(rows),
                settings.Tuning.BufferBytes
            ).Scan(profile.DataOffset, long.MaxValue, cancel);
        }

        return new TableScanResult(profile, rows.Read, Refused(file, profile, rows.Rejects));
    }

    private static List<RejectedRow> Refused(InputFile file, FileProfile profile, RejectLog log)
    {
        var offsets = profile.Dialect.IsUtf8
            ? null
            : OffsetResolver.Resolve(file, profile, log.Read().Select(r => r.Offset));
        return log.Read()
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
    }

    private readonly struct Handler(Rows rows) : IRowHandler
    {
        public void Row(in RowView row) => rows.Row(row);

        public void Rows(RowBlock block) => block.Each(this);

        public void Fault(in RowView row, RowFaultKind kind, int column) =>
            rows.Fault(row, kind, column);

        public void WindowDone() { }
    }

    private sealed class Rows(
        Func<byte[][], (RowFaultKind Kind, int Column)> visit,
        TableShape shape
    )
    {
        private readonly ExactRow _exact = new(shape.Dialect, shape.FieldCount);
        private readonly byte[][] _cells = new byte[shape.FieldCount][];

        public long Read { get; private set; }

        public RejectLog Rejects { get; } = new();

        public void Row(in RowView row)
        {
            if (row.IsEscaped)
            {
                var fault = _exact.Read(row.Record, shape.Wanted, _cells);
                if (fault != RowFaultKind.None)
                {
                    Fault(row, fault, -1);
                    return;
                }
            }

            for (var i = 0; i < _cells.Length && !row.IsEscaped; i++)
            {
                _cells[i] = row.Field(i).ToArray();
            }

            var (kind, column) = visit(_cells);
            if (kind != RowFaultKind.None)
            {
                Fault(row, kind, column);
                return;
            }

            Read++;
        }

        public void Fault(in RowView row, RowFaultKind kind, int column)
        {
            Read++;
            Rejects.Add(0, row.Line, row.Offset, column, kind, row.Record);
        }
    }
}
