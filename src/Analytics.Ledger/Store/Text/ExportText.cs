using Analytics.Ledger.Import;

namespace Analytics.Ledger.Store.Text;

/// <summary>Writes rows as delimited text in the dialect of their export as far as it can be had, always UTF-8 and with LF.</summary>
internal sealed class ExportText
{
    private readonly Stream _output;
    private readonly byte _delimiter;
    private readonly byte[]? _quoted;

    /// <summary>Prepares the writing.</summary>
    /// <param name="output">Takes the text.</param>
    /// <param name="load">The load whose dialect is wanted.</param>
    public ExportText(Stream output, StoreLoad load)
    {
        _output = output;
        (Delimiter, Quote) = DialectOf(load);
        _delimiter = (byte)Delimiter[0];
        _quoted = Quote == "none" ? null : [_delimiter, (byte)Quote[0], (byte)'\r', (byte)'\n'];
    }

    /// <summary>The delimiter.</summary>
    public string Delimiter { get; }

    /// <summary>The quote, or <c>none</c>.</summary>
    public string Quote { get; }

    /// <summary>Adds the header.</summary>
    public void Header(IReadOnlyList<string> names)
    {
        for (var c = 0; c < names.Count; c++)
        {
            Cell(c, System.Text.Encoding.UTF8.GetBytes(names[c]));
        }

        _output.WriteByte((byte)'\n');
    }

    /// <summary>Adds a row.</summary>
    public void Row(TextPiece piece, int row)
    {
        var columns = piece.Columns.Names.Count;
        for (var c = 0; c < columns; c++)
        {
            Cell(c, piece.Cell(c, row));
        }

        _output.WriteByte((byte)'\n');
    }

    private void Cell(int column, ReadOnlySpan<byte> cell)
    {
        if (column > 0)
        {
            _output.WriteByte(_delimiter);
        }

        if (_quoted is null || cell.IndexOfAny(_quoted) < 0)
        {
            _output.Write(cell);
            return;
        }

        var quote = _quoted[1];
        _output.WriteByte(quote);
        for (var at = cell.IndexOf(quote); at >= 0; at = cell.IndexOf(quote))
        {
            _output.Write(cell[..(at + 1)]);
            _output.WriteByte(quote);
            cell = cell[(at + 1)..];
        }

        _output.Write(cell);
        _output.WriteByte(quote);
    }

    // runs of blanks cannot hold an empty cell, an escape of its own not every text
    private static (string, string) DialectOf(StoreLoad load)
    {
        var (delimiter, quote) = (load.Options["delimiter"], load.Options["quote"]);
        var isOwn =
            load.Options["escape"] == "none"
            && delimiter.Length == 1
            && delimiter[0] is < (char)128 and not Dialect.Blanks
            && (quote == "none" || (quote.Length == 1 && quote[0] < (char)128));
        return isOwn ? (delimiter, quote) : (",", "\"");
    }
}
