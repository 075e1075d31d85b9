using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Analytics.Core.Work;

namespace Analytics.Ledger.Import.Scanning;

/// <summary>
/// Reads the records of one segment of a text: all records whose first byte lies in it. Plain rows are cut by the structural index, every
/// other row by the tokenizer, so a record is the same whatever the sizes of segments and windows.
/// </summary>
/// <typeparam name="T">The handler; a struct, so that the calls are compiled into the loop.</typeparam>
internal sealed unsafe class SegmentScanner<T>
    where T : struct, IRowHandler
{
    private const int OverlapBytes = 1 << 12;

    private readonly TableShape _shape;
    private readonly RecordTokenizer _tokenizer;
    private readonly ScanBuffers _buffers;
    private readonly ITextSource _source;
    private readonly byte _delimiter;
    private readonly byte _recordEnd;
    private readonly byte _quote;
    private readonly int[] _wanted;
    private readonly RowBlock _block;
    private readonly QuotedRows _quoted;
    private readonly int[] _marks;
    private T _handler;
    private RowView _row;
    private byte[] _window;
    private int _length;
    private long _base;
    private bool _isLast;
    private bool _skipping;

    /// <summary>Prepares the scan.</summary>
    /// <param name="source">The text, positioned at the segment's first record.</param>
    /// <param name="shape">The table.</param>
    /// <param name="handler">Takes the records.</param>
    /// <param name="bufferBytes">Size of the window; grows with records up to the largest one.</param>
    /// <param name="buffers">Memory that no other scan uses at the same time; null makes some.</param>
    public SegmentScanner(
        ITextSource source,
        TableShape shape,
        T handler,
        int bufferBytes,
        ScanBuffers? buffers = null
    )
    {
        _buffers = buffers ?? new ScanBuffers();
        _shape = shape;
        _tokenizer = new RecordTokenizer(shape);
        _source = source;
        _handler = handler;
        _delimiter = (byte)shape.Dialect.Delimiter;
        _recordEnd = shape.Dialect.RecordEnd;
        _quote = shape.Dialect.QuoteByte;
        _wanted = GC.AllocateArray<int>(shape.Wanted.Length, pinned: true);
        shape.Wanted.CopyTo(_wanted, 0);
        _block = _buffers.Block(shape.Wanted.Length);
        _quoted = new QuotedRows(shape, _block);
        _window = _buffers.Window(bufferBytes);
        _marks = _buffers.Marks;
    }

    /// <summary>Told after each window how many bytes and lines were passed.</summary>
    public ImportProgress? Progress { get; init; }

    /// <summary>Lines passed so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Offset of the first record that does not belong to the segment.</summary>
    public long NextOffset { get; private set; }

    /// <summary>Scans all records that start before <paramref name="end"/>.</summary>
    /// <param name="start">Offset of the first record.</param>
    /// <param name="end">Offset behind the segment; <see cref="long.MaxValue"/> = to the end of the text.</param>
    /// <param name="cancel">Stops the scan.</param>
    public void Scan(long start, long end, CancellationToken cancel)
    {
        _base = start;
        var position = 0;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            Fill(ref position, end);
            var (from, lines) = (_base + position, Lines);
            if (_skipping && !SkipToRecordEnd(ref position))
            {
                if (_isLast)
                {
                    break;
                }

                continue;
            }

            var more = Walk(ref position, end);
            _handler.WindowDone();
            Progress?.Add(_base + position - from, Lines - lines);
            if (!more)
            {
                break;
            }
        }

        NextOffset = _base + position;
    }

    private bool SkipToRecordEnd(ref int position)
    {
        var stop = _window.AsSpan(position, _length - position).IndexOf(_recordEnd);
        if (stop < 0)
        {
            position = _length;
            return false;
        }

        position += stop + 1;
        Lines++;
        _skipping = false;
        return true;
    }

    private void Fill(ref int position, long end)
    {
        var rest = _length - position;
        if (position == 0 && rest > 0 && rest == _window.Length - StructuralIndex.Slack)
        {
            // a record fills the window: give it room
            var wider = _buffers.Window(
                (int)Math.Min(int.MaxValue / 4L, (_window.Length - StructuralIndex.Slack) * 2L)
            );
            _window.AsSpan(0, _length).CopyTo(wider);
            _window = wider;
        }
        else if (position > 0)
        {
            _window.AsSpan(position, rest).CopyTo(_window);
        }

        _base += position;
        position = 0;
        _length = rest;
        // the text behind the segment is another's: of it only what the last record may need
        var room = _window.Length - StructuralIndex.Slack;
        if (end - _base < room)
        {
            room = (int)Math.Min(room, Math.Max(end - _base, rest) + Math.Max(OverlapBytes, rest));
        }

        while (_length < room)
        {
            var read = _source.Read(_window.AsSpan(_length, room - _length));
            if (read == 0)
            {
                _isLast = true;
                break;
            }

            _length += read;
        }
    }

    /// <summary>Hands over the records of the window; false when the segment or the text ends.</summary>
    private bool Walk(ref int position, long end)
    {
        var stopAt = (int)Math.Min(_length, end - _base);
        fixed (byte* text = _window)
        {
            while (position < stopAt)
            {
                var blockEnd = Math.Min(_length, position + StructuralIndex.BlockBytes);
                var count = _shape.Dialect.IsBlanks
                    ? 0
                    : StructuralIndex.Build(
                        text,
                        position,
                        blockEnd,
                        _delimiter,
                        _recordEnd,
                        _quote,
                        Marks,
                        out _isAscii
                    );
                if (count == 0)
                {
                    _isAscii = false;
                }

                var before = position;
                WalkBlock(text, count, ref position, stopAt);
                if (_skipping)
                {
                    return !_isLast;
                }

                if (position == before && position < stopAt)
                {
                    // no plain record in the block: the tokenizer takes one
                    if (!TakeRecord(text, ref position))
                    {
                        return true;
                    }

                    if (_skipping)
                    {
                        return !_isLast;
                    }
                }
            }
        }

        return position >= _length && !_isLast && end > _base + position;
    }

    // one place stays free before the first mark, for the end of the row before
    private int* Marks => Pinned(_marks) + 1;

    private static int* Pinned(int[] array) =>
        (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));

    private bool _isAscii;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WalkBlock(byte* text, int count, ref int position, int stopAt)
    {
        var marks = Marks;
        var columns = _shape.FieldCount;
        var wanted = Pinned(_wanted);
        var slots = _wanted.Length;
        var block = _block;
        int* starts = block.Starts,
            ends = block.Ends;
        var width = block.Slots;
        var (delimiter, recordEnd) = (_delimiter, _recordEnd);
        var isValid = _isAscii;
        if (!isValid && count > 0)
        {
            isValid = IsValidBlock(text, marks, count, position);
        }

        block.Begin(text, _base, Lines);
        var (rows, lines) = (0, 0);
        var k = 0;
        var rowStart = position;
        while (k + columns <= count && rowStart < stopAt)
        {
            var lastMark = marks + k + columns - 1;
            var last = *lastMark;
            var others = 0;
            for (var mark = marks + k; mark < lastMark; mark++)
            {
                others |= text[*mark] ^ delimiter;
            }

            if (isValid && others == 0 && text[last] == recordEnd)
            {
                // each field stands between two marks, also the first and the last
                var end = last > rowStart && IsReturnBefore(text, last) ? last - 1 : last;
                marks[k - 1] = rowStart - 1;
                *lastMark = end;
                for (var slot = 0; slot < slots; slot++)
                {
                    var mark = marks + k + wanted[slot];
                    starts[(rows * width) + slot] = mark[-1] + 1;
                    ends[(rows * width) + slot] = *mark;
                }

                block.RecordStarts[rows] = rowStart;
                block.RecordEnds[rows] = end;
                k += columns;
                rowStart = last + 1;
            }
            else if (
                isValid && _quoted.Take(text, marks, count, k, rowStart, rows) is >= 0 and var next
            )
            {
                (k, rowStart) = ((int)(next >> 32), (int)next);
            }
            else
            {
                if (
                    text[marks[k]] == recordEnd
                    && IsBlank(text, rowStart, marks[k])
                    && !_shape.BlankLineIsRow
                )
                {
                    lines++;
                    rowStart = marks[k++] + 1;
                    continue;
                }

                HandOver(text, rows, lines);
                (rows, lines) = (0, 0);
                var at = rowStart;
                if (!TakeRecord(text, ref at))
                {
                    break;
                }

                rowStart = at;
                block.Begin(text, _base, Lines);
                if (_skipping)
                {
                    break;
                }

                while (k < count && marks[k] < rowStart)
                {
                    k++;
                }

                continue;
            }

            block.Lines[rows] = lines++;
            if (++rows == RowBlock.Size)
            {
                HandOver(text, rows, lines);
                (rows, lines) = (0, 0);
            }
        }

        HandOver(text, rows, lines);
        position = rowStart;
    }

    /// <summary>Hands the block over and begins the next one.</summary>
    private void HandOver(byte* text, int rows, int lines)
    {
        _block.Count = rows;
        if (rows > 0)
        {
            _handler.Rows(_block);
        }

        Lines += lines;
        _block.Begin(text, _base, Lines);
    }

    private bool IsReturnBefore(byte* text, int at) => _recordEnd == '\n' && text[at - 1] == '\r';

    private bool IsValidBlock(byte* text, int* marks, int count, int position)
    {
        var last = count - 1;
        while (last >= 0 && text[marks[last]] != _recordEnd)
        {
            last--;
        }

        return last < 0
            || Utf8.IsValid(new ReadOnlySpan<byte>(text + position, marks[last] + 1 - position));
    }

    private bool IsBlank(byte* text, int start, int end) =>
        end == start || (end == start + 1 && text[start] == '\r' && _recordEnd == '\n');

    /// <summary>Lets the tokenizer take one record; false where it needs more text.</summary>
    private bool TakeRecord(byte* text, ref int position)
    {
        var status = _tokenizer.Read(
            new ReadOnlySpan<byte>(_window, 0, _length),
            position,
            _isLast
        );
        if (status == RecordStatus.NeedMore)
        {
            return false;
        }

        var start = position;
        position = _tokenizer.Next;
        _skipping = _tokenizer.SkipRest;
        var isBlank =
            IsBlank(text, start, _tokenizer.End)
            || (_shape.Dialect.IsBlanks && _tokenizer.Fields.Length == 0);
        if (!isBlank || (_shape.BlankLineIsRow && position > start))
        {
            Judge(text, start, status);
        }

        Lines += new ReadOnlySpan<byte>(text + start, position - start).Count(_recordEnd);
        return true;
    }

    private void Judge(byte* text, int start, RecordStatus status)
    {
        SetRow(text, start, _tokenizer.End, false);
        if (status == RecordStatus.Refused)
        {
            _handler.Fault(in _row, _tokenizer.Fault, _tokenizer.FaultColumn);
            return;
        }

        if (!Utf8.IsValid(_row.Record))
        {
            _handler.Fault(in _row, RowFaultKind.InvalidEncoding, -1);
            return;
        }

        var fields = _tokenizer.Fields;
        if (fields.Length != _shape.FieldCount)
        {
            _handler.Fault(in _row, RowFaultKind.FieldCount, -1);
            return;
        }

        var escaped = false;
        for (var slot = 0; slot < _shape.Wanted.Length; slot++)
        {
            var field = fields[_shape.Wanted[slot]];
            _row.Starts[slot] = field.Start;
            _row.Ends[slot] = field.End;
            escaped |= field.Escaped;
        }

        SetRow(text, start, _tokenizer.End, escaped);
        _handler.Row(in _row);
        _row.IsEscaped = false;
    }

    private void SetRow(byte* text, int start, int end, bool escaped)
    {
        _row.Text = text;
        _row.Starts = _block.Starts;
        _row.Ends = _block.Ends;
        _row.RecordText = text + start;
        _row.RecordLength = end - start;
        _row.Offset = _base + start;
        _row.Line = Lines;
        _row.IsEscaped = escaped;
    }
}
