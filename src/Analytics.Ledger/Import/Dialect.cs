using System.Text;

namespace Analytics.Ledger.Import;

/// <summary>How a delimited text file is written.</summary>
public sealed record Dialect
{
    /// <summary>The delimiter that stands for runs of blanks and tabs (leading and trailing ones ignored).</summary>
    public const char Blanks = ' ';

    /// <summary>The field delimiter; <see cref="Blanks"/> means runs of blanks.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The quote, or null where the file does not quote.</summary>
    public char? Quote { get; init; } = '"';

    /// <summary>The escape inside quotes; null = the quote doubled.</summary>
    public char? Escape { get; init; }

    /// <summary>True where records end with a lone carriage return.</summary>
    public bool CarriageReturnOnly { get; init; }

    /// <summary>Record end as found: <c>LF</c>, <c>CRLF</c> or <c>CR</c>.</summary>
    public string LineEnd { get; init; } = "LF";

    /// <summary>Lines before the header that belong to no record.</summary>
    public int PreambleRows { get; init; }

    /// <summary>Records of the header.</summary>
    public int HeaderRows { get; init; } = 1;

    /// <summary>The encoding of the file.</summary>
    public Encoding Encoding { get; init; } = Utf8;

    /// <summary>Strict UTF-8 without byte-order mark.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(false, true);

    /// <summary>True where the bytes can be scanned as they are.</summary>
    public bool IsUtf8 => Encoding.CodePage is 65001 or 20127;

    /// <summary>True for runs of blanks.</summary>
    public bool IsBlanks => Delimiter == Blanks;

    /// <summary>The byte that ends a record.</summary>
    internal byte RecordEnd => CarriageReturnOnly ? (byte)'\r' : (byte)'\n';

    /// <summary>The quote as a byte; 0 where there is none (NUL never stands in an accepted row).</summary>
    internal byte QuoteByte => Quote is { } q ? (byte)q : (byte)0;

    /// <summary>The escape as a byte; equal to the quote where quotes are doubled.</summary>
    internal byte EscapeByte => Escape is { } e ? (byte)e : QuoteByte;
}
