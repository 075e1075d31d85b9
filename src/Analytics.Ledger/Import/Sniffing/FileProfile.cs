using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import.Files;

namespace Analytics.Ledger.Import.Sniffing;

/// <summary>Everything found about one export before it is read whole.</summary>
public sealed class FileProfile
{
    /// <summary>The input's name.</summary>
    public required string Name { get; init; }

    /// <summary>The dialect.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>The columns.</summary>
    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>Offset of the first row in the text (UTF-8, byte-order mark counted only where the file is UTF-8).</summary>
    public required long DataOffset { get; init; }

    /// <summary>Lines before the first row.</summary>
    public required long DataLine { get; init; }

    /// <summary>Bytes of the byte-order mark.</summary>
    public required int MarkLength { get; init; }

    /// <summary>True where the file holds nothing at all.</summary>
    public required bool IsEmpty { get; init; }

    /// <summary>Rows of the sample, for a look at order and values.</summary>
    public required IReadOnlyList<string[]> Sample { get; init; }

    /// <summary>Records behind the header that were looked at and are refused for their shape.</summary>
    internal int RefusedRecords { get; init; }

    /// <summary>The date format, or null until it is decided.</summary>
    public DateFormat? DateFormat { get; internal set; }

    /// <summary>The decimal mark, or null until it is decided.</summary>
    public char? DecimalMark { get; internal set; }

    /// <summary>The column of a role, or null.</summary>
    public ColumnProfile? Column(ColumnRole role) => Columns.FirstOrDefault(c => c.Role == role);

    /// <summary>Where the bytes are: the file, or the spool of standard input.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes on disk.</summary>
    public long Bytes => Identity.Bytes;

    /// <summary>What the file was when it was opened.</summary>
    internal FileIdentity Identity { get; init; }

    /// <summary>SHA-256 of the bytes on disk, lower-case hexadecimal.</summary>
    /// <exception cref="DataFault">The file is still being written.</exception>
    public string Sha256()
    {
        using var stream = new FileStream(
            Path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            1 << 20
        );
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
        Identity.RequireUnchanged(Path, Name);
        return hash;
    }

    /// <summary>The encoding's name as shown to users.</summary>
    public string EncodingName => Dialect.IsUtf8 ? "utf-8" : Dialect.Encoding.WebName;

    /// <summary>The number columns in use.</summary>
    internal IEnumerable<ColumnProfile> NumberColumns =>
        Columns.Where(c =>
            c.Role is ColumnRole.Amount or ColumnRole.UnitPrice or ColumnRole.Quantity
        );

    /// <summary>Text of the sample's first rows, for messages.</summary>
    internal string FirstRow => Sample.Count == 0 ? "" : string.Join(" | ", Sample[0]);

    internal Encoding Encoding => Dialect.Encoding;
}
