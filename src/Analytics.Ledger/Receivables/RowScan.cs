using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Receivables;

/// <summary>Scans one file from its first row to its last.</summary>
internal sealed class RowScan
{
    private readonly RowTaker _taker;
    private readonly int[] _columns;
    private readonly EscapedFields _escaped;
    private readonly int _number;

    private RowScan(int number, TableShape shape, RowTaker taker) =>
        (_number, _taker, _columns, _escaped) = (
            number,
            taker,
            shape.Wanted,
            new EscapedFields(shape, shape.Wanted)
        );

    public RejectLog Rejects { get; } = new();

    /// <summary>Scans the file.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="file">The file.</param>
    /// <param name="columns">0-based columns, in the order of the taker's slots.</param>
    /// <param name="taker">Takes the rows.</param>
    /// <param name="tuning">Sizes.</param>
    /// <param name="cancel">Stops the scan.</param>
    public static SegmentFacts Run(
        int number,
        ReceivablesFile file,
        int[] columns,
        RowTaker taker,
        ImportTuning tuning,
        CancellationToken cancel
    )
    {
        var shape = new TableShape(
            file.Profile.Dialect,
            file.Profile.Columns.Count,
            columns,
            tuning.MaxRecordBytes
        );
        var scan = new RowScan(number, shape, taker);
        using var text = file.File.OpenText(file.Profile.DataOffset, file.Profile.Encoding);
        var scanner = new SegmentScanner<Handler>(
            text,
            shape,
            new Handler(scan),
            tuning.BufferBytes
        );
        scanner.Scan(file.Profile.DataOffset, long.MaxValue, cancel);
        return new SegmentFacts(number, taker.Counts, scan.Rejects, scanner.Lines, null);
    }

    private void Row(in RowView row)
    {
        var view = row;
        if (row.IsEscaped && _escaped.Replace(ref view) is var fault and not RowFaultKind.None)
        {
            Fault(row, fault, -1);
            return;
        }

        var kind = _taker.Take(view, out var slot, out var units);
        if (kind != RowFaultKind.None)
        {
            _taker.Counts.Reject(kind, units);
            Rejects.Add(
                _number,
                row.Line,
                row.Offset,
                slot < 0 ? -1 : _columns[slot],
                kind,
                row.Record
            );
        }
    }

    private void Fault(in RowView row, RowFaultKind kind, int column)
    {
        _taker.Counts.Reject(kind, null);
        Rejects.Add(_number, row.Line, row.Offset, column, kind, row.Record);
    }

    private readonly struct Handler(RowScan scan) : IRowHandler
    {
        public void Row(in RowView row) => scan.Row(row);

        public void Rows(RowBlock block) => block.Each(this);

        public void Fault(in RowView row, RowFaultKind kind, int column) =>
            scan.Fault(row, kind, column);

        public void WindowDone() { }
    }
}
