using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Scanning;

/// <summary>Rows that the structural index alone can cut although fields of theirs are quoted.</summary>
/// <param name="shape">The table.</param>
/// <param name="block">Takes the rows.</param>
internal sealed unsafe class QuotedRows(TableShape shape, RowBlock block)
{
    private readonly byte _delimiter = (byte)shape.Dialect.Delimiter;
    private readonly byte _recordEnd = shape.Dialect.RecordEnd;
    private readonly byte _quote = shape.Dialect.QuoteByte;
    private readonly bool _doublesQuotes =
        shape.Dialect.QuoteByte != 0 && shape.Dialect.EscapeByte == shape.Dialect.QuoteByte;
    private readonly int[] _bounds = new int[2 * shape.FieldCount];

    /// <summary>
    /// Takes a row that the index alone can cut although fields of it are quoted: quotes that open and close a field, with nothing but text and
    /// delimiters between them. Every other row, also the one that runs out of the block, is left to the tokenizer.
    /// </summary>
    /// <returns>The next mark's number in the upper half, where the next row starts in the lower; -1 where the row is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Take(byte* text, int* marks, int count, int k, int rowStart, int row)
    {
        if (!_doublesQuotes)
        {
            return -1;
        }

        var bounds = _bounds.AsSpan();
        var start = rowStart;
        var end = start;
        var m = k;
        for (var i = 0; i < bounds.Length; i += 2)
        {
            if (m >= count)
            {
                return -1;
            }

            var isLast = i + 2 == bounds.Length;
            end = marks[m];
            if (text[start] == _quote)
            {
                do
                {
                    if (++m >= count)
                    {
                        return -1;
                    }
                } while (text[marks[m]] == _delimiter);

                end = marks[m];
                if (text[end] != _quote || ++m >= count)
                {
                    return -1;
                }

                start++;
                var gap = marks[m] - end;
                if (gap != 1 && !(isLast && gap == 2 && IsReturnBefore(text, marks[m])))
                {
                    return -1;
                }
            }
            else if (isLast && end > start && IsReturnBefore(text, end))
            {
                end--;
            }

            if (text[marks[m]] != (isLast ? _recordEnd : _delimiter))
            {
                return -1;
            }

            bounds[i] = start;
            bounds[i + 1] = end;
            start = marks[m++] + 1;
        }

        var wanted = shape.Wanted;
        var place = row * block.Slots;
        for (var slot = 0; slot < wanted.Length; slot++)
        {
            block.Starts[place + slot] = bounds[2 * wanted[slot]];
            block.Ends[place + slot] = bounds[(2 * wanted[slot]) + 1];
        }

        var last = start - 1;
        block.RecordStarts[row] = rowStart;
        block.RecordEnds[row] = IsReturnBefore(text, last) ? last - 1 : last;
        return ((long)m << 32) | (uint)start;
    }

    private bool IsReturnBefore(byte* text, int at) => _recordEnd == '\n' && text[at - 1] == '\r';
}
