namespace Analytics.Ledger.Import.Scanning;

/// <summary>
/// Cuts one record into fields byte by byte. It decides where every record that is not plain begins and ends, whatever the size of the
/// windows and parts, and judges its quotes. A quoted field runs over line ends; where its closing quote is missing, lies beyond the
/// largest record, or is followed by text after a line end, the record ends with the line on which that quote was opened.
/// </summary>
internal sealed class RecordTokenizer(TableShape shape)
{
    private readonly Dialect _dialect = shape.Dialect;
    private readonly byte _delimiter = (byte)shape.Dialect.Delimiter;
    private readonly byte _recordEnd = shape.Dialect.RecordEnd;
    private readonly byte _quote = shape.Dialect.QuoteByte;
    private readonly byte _escape = shape.Dialect.EscapeByte;
    private (int Start, int End, bool Escaped)[] _fields = new (int, int, bool)[16];
    private int _count;

    /// <summary>The fields of the last complete record: start, end (quotes left out), whether it holds escapes.</summary>
    public ReadOnlySpan<(int Start, int End, bool Escaped)> Fields => _fields.AsSpan(0, _count);

    /// <summary>One behind the last byte of the record, record end left out.</summary>
    public int End { get; private set; }

    /// <summary>First byte of the next record; beyond the text where the rest of the line is still to come.</summary>
    public int Next { get; private set; }

    /// <summary>Why the record is refused.</summary>
    public RowFaultKind Fault { get; private set; }

    /// <summary>The 0-based column of the fault.</summary>
    public int FaultColumn { get; private set; }

    /// <summary>True where the refused record's line does not end within the text: skip to the next record end.</summary>
    public bool SkipRest { get; private set; }

    /// <summary>Reads the record that starts at <paramref name="start"/>.</summary>
    /// <param name="text">The window.</param>
    /// <param name="start">First byte of the record.</param>
    /// <param name="isLast">True where no text follows the window.</param>
    public RecordStatus Read(ReadOnlySpan<byte> text, int start, bool isLast)
    {
        _count = 0;
        (Fault, FaultColumn, SkipRest) = (RowFaultKind.None, -1, false);
        var status = _dialect.IsBlanks
            ? ReadBlanks(text, start, isLast)
            : ReadDelimited(text, start, isLast);
        if (status == RecordStatus.Complete && text[start..End].Contains((byte)0))
        {
            (Fault, FaultColumn) = (RowFaultKind.NulByte, ColumnOfNul(text));
            return RecordStatus.Refused;
        }

        return status;
    }

    private RecordStatus ReadDelimited(ReadOnlySpan<byte> text, int start, bool isLast)
    {
        // a record that fills the limit is refused wherever the window and the file end, so that both never matter
        var limit = (int)Math.Min(text.Length, (long)start + shape.MaxRecordBytes);
        var isFull = limit - start >= shape.MaxRecordBytes;
        var isEnd = isLast && !isFull;
        var i = start;
        while (true)
        {
            if (_quote != 0 && i < limit && text[i] == _quote)
            {
                var opened = i;
                if (!FindClose(text[..limit], ref i, out var escaped))
                {
                    return isEnd || isFull
                        ? Refuse(RowFaultKind.UnclosedQuote, _count, text, start, opened, isLast)
                        : RecordStatus.NeedMore;
                }

                // i stands behind the closing quote
                var atEnd = IsRecordEnd(text[..limit], i, isEnd, out var next, out var needMore);
                if (needMore)
                {
                    return isFull
                        ? Refuse(RowFaultKind.RecordTooLong, -1, text, start, start, isLast)
                        : RecordStatus.NeedMore;
                }

                if (!atEnd && text[i] != _delimiter)
                {
                    var kind = text[opened..i].Contains(_recordEnd)
                        ? RowFaultKind.UnclosedQuote
                        : RowFaultKind.TextAfterQuote;
                    return Refuse(kind, _count, text, start, opened, isLast);
                }

                Add((opened + 1, i - 1, escaped));
                if (atEnd)
                {
                    (End, Next) = (i, next);
                    return RecordStatus.Complete;
                }

                i++;
                continue;
            }

            var length = FindFieldEnd(text[..limit], i);
            if (length < 0)
            {
                if (!isEnd)
                {
                    return isFull
                        ? Refuse(RowFaultKind.RecordTooLong, -1, text, start, start, isLast)
                        : RecordStatus.NeedMore;
                }

                End =
                    limit > i && _recordEnd == '\n' && text[limit - 1] == '\r' ? limit - 1 : limit;
                Add((i, End, false));
                Next = limit;
                return RecordStatus.Complete;
            }

            var stop = i + length;
            if (text[stop] == _delimiter)
            {
                Add((i, stop, false));
                i = stop + 1;
            }
            else if (text[stop] == _recordEnd)
            {
                var end =
                    _recordEnd == '\n' && stop > i && text[stop - 1] == '\r' ? stop - 1 : stop;
                Add((i, end, false));
                (End, Next) = (end, stop + 1);
                return RecordStatus.Complete;
            }
            else
            {
                return Refuse(RowFaultKind.StrayQuote, _count, text, start, stop, isLast);
            }
        }
    }

    /// <summary>
    /// Length of the unquoted field at <paramref name="start"/>, up to the delimiter, record end or stray quote behind it; -1 where none is in
    /// sight. A quote right behind a digit is a mark of inches or seconds and belongs to the field.
    /// </summary>
    private int FindFieldEnd(ReadOnlySpan<byte> text, int start)
    {
        for (var from = start; ; )
        {
            var length = text[from..]
                .IndexOfAny(_delimiter, _recordEnd, _quote == 0 ? _recordEnd : _quote);
            if (length < 0)
            {
                return -1;
            }

            var stop = from + length;
            if (
                _quote == 0
                || text[stop] != _quote
                || stop == start
                || (uint)(text[stop - 1] - '0') > 9
            )
            {
                return stop - start;
            }

            from = stop + 1;
        }
    }

    /// <summary>Moves from an opening quote to one behind its closing quote.</summary>
    private bool FindClose(ReadOnlySpan<byte> text, ref int i, out bool escaped)
    {
        escaped = false;
        i++;
        while (true)
        {
            var hit = i >= text.Length ? -1 : text[i..].IndexOfAny(_quote, _escape);
            if (hit < 0)
            {
                return false;
            }

            i += hit;
            if (text[i] == _escape && _escape != _quote)
            {
                escaped = true;
                i += 2;
            }
            else if (_escape == _quote && i + 1 < text.Length && text[i + 1] == _quote)
            {
                escaped = true;
                i += 2;
            }
            else
            {
                i++;
                return true;
            }
        }
    }

    private bool IsRecordEnd(
        ReadOnlySpan<byte> text,
        int i,
        bool isLast,
        out int next,
        out bool needMore
    )
    {
        (next, needMore) = (i, false);
        if (i >= text.Length)
        {
            needMore = !isLast;
            return isLast;
        }

        if (text[i] == _recordEnd)
        {
            next = i + 1;
            return true;
        }

        if (_recordEnd != '\n' || text[i] != '\r')
        {
            return false;
        }

        if (i + 1 >= text.Length)
        {
            needMore = !isLast;
            next = text.Length;
            return isLast;
        }

        next = i + 2;
        return text[i + 1] == '\n';
    }

    private RecordStatus ReadBlanks(ReadOnlySpan<byte> text, int start, bool isLast)
    {
        var limit = (int)Math.Min(text.Length, (long)start + shape.MaxRecordBytes);
        var stop = text[start..limit].IndexOf(_recordEnd);
        if (stop < 0 && limit - start >= shape.MaxRecordBytes)
        {
            return Refuse(RowFaultKind.RecordTooLong, -1, text, start, start, isLast);
        }

        if (stop < 0 && !isLast)
        {
            return RecordStatus.NeedMore;
        }

        var end = stop < 0 ? text.Length : start + stop;
        Next = stop < 0 ? end : end + 1;
        while (end > start && text[end - 1] is (byte)'\r')
        {
            end--;
        }

        End = end;
        for (var i = start; i < end; )
        {
            if (text[i] is (byte)' ' or (byte)'\t')
            {
                i++;
                continue;
            }

            var length = text[i..end].IndexOfAny((byte)' ', (byte)'\t');
            var fieldEnd = length < 0 ? end : i + length;
            Add((i, fieldEnd, false));
            i = fieldEnd;
        }

        return RecordStatus.Complete;
    }

    /// <summary>Refuses the record up to the end of the line that holds <paramref name="place"/>.</summary>
    private RecordStatus Refuse(
        RowFaultKind kind,
        int column,
        ReadOnlySpan<byte> text,
        int start,
        int place,
        bool isLast
    )
    {
        (Fault, FaultColumn) = (kind, column);
        var stop = text[place..].IndexOf(_recordEnd);
        if (stop < 0 && !isLast && text.Length - start < shape.MaxRecordBytes)
        {
            return RecordStatus.NeedMore;
        }

        SkipRest = stop < 0 && !isLast;
        Next = stop < 0 ? text.Length : place + stop + 1;
        End = stop < 0 ? text.Length : place + stop;
        if (End > start && text[End - 1] == '\r')
        {
            End--;
        }

        return RecordStatus.Refused;
    }

    private void Add((int Start, int End, bool Escaped) field)
    {
        if (_count == _fields.Length)
        {
            Array.Resize(ref _fields, 2 * _count);
        }

        _fields[_count++] = field;
    }

    private int ColumnOfNul(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < _count; i++)
        {
            if (text[_fields[i].Start.._fields[i].End].Contains((byte)0))
            {
                return i;
            }
        }

        return -1;
    }
}
