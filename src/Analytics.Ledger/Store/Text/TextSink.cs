using System.Runtime.InteropServices;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Store.Text;

/// <summary>Takes rows of text in the order of their export and writes a segment whenever enough of them are there.</summary>
internal sealed class TextSink : IDisposable
{
    // wide tables are cut sooner, so that memory stays flat whatever the rows hold
    private const long MostBytes = 1 << 27;
    private readonly StoreWriter? _writer;
    private readonly IReadOnlyList<string> _names;
    private readonly TextColumnBuffer[] _cells;
    private readonly int _mostRows;
    private readonly List<WrittenSegment> _segments = [];
    private readonly List<long> _lines = [];
    private readonly List<long> _offsets = [];
    private long _bytes;

    /// <summary>No rows yet.</summary>
    /// <param name="writer">Takes the segments; null counts and writes nothing.</param>
    /// <param name="names">The columns.</param>
    /// <param name="mostRows">Most rows of a segment.</param>
    public TextSink(StoreWriter? writer, IReadOnlyList<string> names, int mostRows)
    {
        (_writer, _names, _mostRows) = (writer, names, mostRows);
        _cells = names.Select(_ => new TextColumnBuffer()).ToArray();
    }

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="firstSlot">The slot of its first column; the others follow.</param>
    /// <param name="line">Its 1-based line.</param>
    public void Add(in RowView row, int firstSlot, long line)
    {
        for (var c = 0; c < _cells.Length; c++)
        {
            var cell = row.Field(firstSlot + c);
            _cells[c].Add(cell);
            _bytes += cell.Length;
        }

        _lines.Add(line);
        _offsets.Add(row.Offset);
        if (_lines.Count == _mostRows || _bytes > MostBytes)
        {
            Flush();
        }
    }

    /// <summary>Writes the rows that are left and hands all segments over to whoever commits them.</summary>
    public IReadOnlyList<WrittenSegment> Release()
    {
        Flush();
        var released = _segments.ToList();
        _segments.Clear();
        return released;
    }

    /// <summary>Removes the segments that were not released.</summary>
    public void Dispose()
    {
        foreach (var segment in _segments)
        {
            _writer!.Forget(segment.File);
        }

        _segments.Clear();
    }

    private void Flush()
    {
        if (_lines.Count > 0 && _writer is not null)
        {
            var rows = _lines.Count;
            var bytes = TextColumns.ToBytes(
                _names,
                CollectionsMarshal.AsSpan(_lines),
                CollectionsMarshal.AsSpan(_offsets),
                _cells
            );
            _segments.Add(
                new WrittenSegment(
                    _writer.Write(bytes, rows),
                    rows,
                    Scale: 0,
                    FirstDay: 0,
                    LastDay: 0
                )
            );
        }

        _lines.Clear();
        _offsets.Clear();
        _bytes = 0;
        foreach (var column in _cells)
        {
            column.Clear();
        }
    }
}
