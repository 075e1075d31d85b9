using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Analytics.Core.Work;
using Analytics.Reports.Writers;

namespace Analytics.Reports.Customers;

/// <summary>Writes tables of one row per customer: blocks of rows are formatted side by side and written in order.</summary>
public sealed class CustomerTableWriter(IEnumerable<CustomerColumn> source, int rows)
{
    private readonly CustomerColumn[] _columns = source.ToArray();

    private const int BlockRows = 1 << 12;

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
        var blocks = (rows + BlockRows - 1) / BlockRows;
        var turns = new OrderedTurns();
        try
        {
            Parallel.For(
                0,
                threads,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                _ =>
                {
                    var (line, cell) = (new ByteBuffer(), new ByteBuffer());
                    while (turns.TryTake(blocks, out var block))
                    {
                        turns.Run(
                            block,
                            () =>
                            {
                                cancel.ThrowIfCancellationRequested();
                                var first = block * BlockRows;
                                FormatBlock(
                                    first,
                                    Math.Min(rows, first + BlockRows),
                                    line,
                                    cell,
                                    rawText
                                );
                            },
                            () => output.Write(line.Text)
                        );
                    }
                }
            );
        }
        catch (AggregateException e)
        {
            // a full disk is a full disk, whichever thread met it
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FormatBlock(int first, int end, ByteBuffer line, ByteBuffer cell, bool rawText)
    {
        line.Clear();
        var columns = _columns;
        var foreign = Array.ConvertAll(columns, c => c.IsForeign);
        for (var row = first; row < end; row++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                if (c > 0)
                {
                    line.Append((byte)',');
                }

                var start = line.Length;
                columns[c].Append(row, line);
                if (foreign[c] && !IsPlain(line.Text[start..]))
                {
                    cell.Clear();
                    cell.Append(line.Text[start..]);
                    line.CutTo(start);
                    AppendText(cell.Text, line, rawText);
                }
            }

            line.Append((byte)'\n');
        }
    }

    // what no rule of CSV or of spreadsheets touches: letters and digits
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True where a text can only stand in quotes.</summary>
    internal static bool NeedsQuotes(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (c is (byte)',' or (byte)'"' or (byte)'\r' or (byte)'\n')
            {
                return true;
            }
        }

        return false;
    }

    private static void AppendText(ReadOnlySpan<byte> text, ByteBuffer line, bool rawText)
    {
        var isLive = !rawText && FormulaGuard.IsLive(text);
        if (!NeedsQuotes(text))
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
