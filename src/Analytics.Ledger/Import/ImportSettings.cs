using Analytics.Core.Work;
using Analytics.Ledger.Store;

namespace Analytics.Ledger.Import;

/// <summary>How one or more exports are to be read. Everything left null is found from the data.</summary>
public sealed record ImportSettings
{
    /// <summary>Files, globs, or <c>-</c> for standard input.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>A store to read instead of inputs; null = none.</summary>
    public string? Store { get; init; }

    /// <summary>Role to column name (or 1-based column number), as given by <c>--map</c>.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The header the file must have, in order.</summary>
    public IReadOnlyList<string>? ExpectedColumns { get; init; }

    /// <summary>Encoding name, for example <c>utf-8</c>, <c>gb18030</c>, <c>windows-1252</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>Delimiter: one character, <c>tab</c>, or <c>blanks</c> for runs of blanks.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Quote: one character or <c>none</c>.</summary>
    public string? Quote { get; init; }

    /// <summary>Escape: one character; by default the quote doubled.</summary>
    public string? Escape { get; init; }

    /// <summary>Rows of the header; 0 = none.</summary>
    public int? HeaderRows { get; init; }

    /// <summary>Lines before the header.</summary>
    public int? PreambleRows { get; init; }

    /// <summary>Date format: <c>ymd</c>, <c>dmy</c>, <c>mdy</c>, <c>yyyymmdd</c> or a pattern such as <c>dd/MM/yyyy</c>.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Decimal mark: <c>.</c> or <c>,</c>.</summary>
    public string? Decimal { get; init; }

    /// <summary>Policy for returns.</summary>
    public ReturnsPolicy Returns { get; init; }

    /// <summary>Policy for zero amounts.</summary>
    public ZeroAmountPolicy ZeroAmount { get; init; }

    /// <summary>Policy for rows without customer.</summary>
    public MissingCustomerPolicy MissingCustomer { get; init; }

    /// <summary>Policy for identical lines.</summary>
    public DuplicatePolicy Duplicates { get; init; }

    /// <summary>Tolerated rejects.</summary>
    public RejectLimit MaxRejects { get; init; } = RejectLimit.Default;

    /// <summary>Any reject is an error, and the first one is named.</summary>
    public bool Strict { get; init; }

    /// <summary>True where products, categories and channels are read too, as far as all inputs have them.</summary>
    public bool Details { get; init; }

    /// <summary>The as-of day; null = the last purchase day in the data.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>True where what was folded from a store may be kept beside it for the next reading.</summary>
    public bool KeepsDays { get; init; } = true;

    /// <summary>Threads to use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Told how far the reading has come.</summary>
    public ImportProgress Progress { get; init; } = new();

    /// <summary>How the work is cut; only tests change it.</summary>
    internal ImportTuning Tuning { get; init; } = ImportTuning.Default;
}

/// <summary>Sizes that change no result, only speed and memory; tests make them tiny so that every row crosses a border.</summary>
/// <param name="PartBytes">Bytes of one part; 0 = as many parts as threads.</param>
/// <param name="BufferBytes">Bytes read at once.</param>
/// <param name="MaxRecordBytes">A longer record is refused.</param>
/// <param name="CompactRows">Rows of the any-order store kept before it is compacted.</param>
internal sealed record ImportTuning(
    long PartBytes,
    int BufferBytes,
    int MaxRecordBytes,
    int CompactRows
)
{
    /// <summary>Most rows of a segment of a store.</summary>
    public int SegmentRows { get; init; } = StorePart.MostRows;

    public static ImportTuning Default { get; } = new(0, 1 << 18, 1 << 20, 1 << 22);
}
