using Analytics.Reports.Writers;

namespace Analytics.Reports.Customers;

/// <summary>Writes tables of one row per customer: blocks of rows are formatted side by side and written in order.</summary>
public sealed class CustomerTableWriter(IEnumerable<CustomerColumn> source, int rows)
{
    private readonly CustomerColumn[] _columns = source.ToArray();

    private const int BlockRows = 1 << 14;

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Names => _columns.Select(c => c.Name).ToList();

    /// <summary>Number of rows.</summary>
    public int Rows => rows;

    /// <summary>Writes RFC 4180 text, UTF-8, LF.</summary>
    /// <param name="output">Receives the text; left open.</param>
    /// <param name="rawText">True to write text as it is, also where a spreadsheet would run it.</param>
    /// <param name="threads">Threads to format with.</param>
    /// <param name="cancel">Stops the work.</param>
    public void WriteCsv(Stream output, bool rawText, int threads, CancellationToken cancel)
    {
        output.Write(System.Text.Encoding.UTF8.GetBytes(string.Join(',', Names) + "\n"));
        var buffers = Enumerable
            .Range(0, threads)
            .Select(_ => (Line: new ByteBuffer(), Cell: new ByteBuffer()))
            .ToArray();
        for (var from = 0; from < rows; from += BlockRows * threads)
        {
            cancel.ThrowIfCancellationRequested();
            var start = from;
            Parallel.For(
                0,
                threads,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                t =>
                {
                    var first = Math.Min(rows, start + (t * BlockRows));
                    FormatBlock(
                        first,
                        Math.Min(rows, first + BlockRows),
                        buffers[t].Line,
                        buffers[t].Cell,
                        rawText
                    );
                }
            );
            foreach (var (line, _) in buffers)
            {
                output.Write(line.Text);
            }
        }
    }

    /// <summary>One row as texts, for small outputs in other shapes.</summary>
    public string?[] Row(int row)
    {
        var cell = new ByteBuffer();
        var texts = new string?[_columns.Length];
        for (var c = 0; c < texts.Length; c++)
        {
            cell.Clear();
            _columns[c].Append(row, cell);
            texts[c] = cell.Length == 0 ? null : System.Text.Encoding.UTF8.GetString(cell.Text);
        }

        return texts;
    }

    private void FormatBlock(int first, int end, ByteBuffer line, ByteBuffer cell, bool rawText)
    {
        line.Clear();
        for (var row = first; row < end; row++)
        {
            for (var c = 0; c < _columns.Length; c++)
            {
                if (c > 0)
                {
                    line.Append((byte)',');
                }

                if (_columns[c].IsForeign)
                {
                    cell.Clear();
                    _columns[c].Append(row, cell);
                    AppendText(cell.Text, line, rawText);
                }
                else
                {
                    _columns[c].Append(row, line);
                }
            }

            line.Append((byte)'\n');
        }
    }

    private static void AppendText(ReadOnlySpan<byte> text, ByteBuffer line, bool rawText)
    {
        var isLive = !rawText && FormulaGuard.IsLive(text);
        if (!text.ContainsAny(",\"\r\n"u8))
        {
            if (isLive)
            {
                line.Append((byte)'\'');
            }

            line.Append(text);
            return;
        }

        line.Append((byte)'"');
        if (isLive)
        {
            line.Append((byte)'\'');
        }

        foreach (var c in text)
        {
            if (c == '"')
            {
                line.Append((byte)'"');
            }

            line.Append(c);
        }

        line.Append((byte)'"');
    }
}
