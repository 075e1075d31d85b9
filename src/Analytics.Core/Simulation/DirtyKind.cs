using Analytics.Core.Faults;

namespace Analytics.Core.Simulation;

/// <summary>A kind of dirty row.</summary>
/// <param name="Name">Its name in <c>--dirty</c> and in <c>truth.json</c>.</param>
/// <param name="Outcome">What an import with default policies makes of it: rejected, excluded or accepted.</param>
/// <param name="AmountIsReadable">True where quantity and unit price stand intact in their columns.</param>
public sealed record DirtyKind(string Name, string Outcome, bool AmountIsReadable)
{
    /// <summary>No customer id.</summary>
    public static readonly DirtyKind MissingCustomer = new("missing-customer", "excluded", true);

    /// <summary>A text that is no date, or a day that does not exist.</summary>
    public static readonly DirtyKind BadDate = new("bad-date", "rejected", true);

    /// <summary>A date that stands for "unknown".</summary>
    public static readonly DirtyKind SentinelDate = new("sentinel-date", "rejected", true);

    /// <summary>A text that is no number.</summary>
    public static readonly DirtyKind BadAmount = new("bad-amount", "rejected", false);

    /// <summary>NaN or an infinite amount.</summary>
    public static readonly DirtyKind NanAmount = new("nan-amount", "rejected", false);

    /// <summary>More digits than an exact amount holds.</summary>
    public static readonly DirtyKind OverflowAmount = new("overflow-amount", "rejected", false);

    /// <summary>A NUL byte in the product.</summary>
    public static readonly DirtyKind NulByte = new("nul-byte", "rejected", true);

    /// <summary>Bytes that are no UTF-8 in the product.</summary>
    public static readonly DirtyKind BadUtf8 = new("bad-utf8", "rejected", true);

    /// <summary>One field too few or too many.</summary>
    public static readonly DirtyKind WrongFieldCount = new("wrong-field-count", "rejected", false);

    /// <summary>A quote that opens and never closes; at most one, and no quote follows it in the file.</summary>
    public static readonly DirtyKind UnclosedQuote = new("unclosed-quote", "rejected", false);

    /// <summary>A customer id that a spreadsheet turned into a number such as 1.23E+15.</summary>
    public static readonly DirtyKind ExcelId = new("excel-id", "rejected", true);

    /// <summary>The clean line before it once more, byte by byte.</summary>
    public static readonly DirtyKind DuplicateLine = new("duplicate-line", "accepted", true);

    /// <summary>A free line item of the order before it.</summary>
    public static readonly DirtyKind ZeroAmount = new("zero-amount", "accepted", true);

    /// <summary>All kinds, in the order of <c>truth.json</c>.</summary>
    public static readonly IReadOnlyList<DirtyKind> All =
    [
        MissingCustomer,
        BadDate,
        SentinelDate,
        BadAmount,
        NanAmount,
        OverflowAmount,
        NulByte,
        BadUtf8,
        WrongFieldCount,
        UnclosedQuote,
        ExcelId,
        DuplicateLine,
        ZeroAmount,
    ];

    /// <summary>The kind of that name.</summary>
    /// <exception cref="UsageFault">There is none; the fault names the nearest.</exception>
    public static DirtyKind Parse(string name)
    {
        foreach (var kind in All)
        {
            if (kind.Name == name)
            {
                return kind;
            }
        }

        var nearest = NearestWord.Find(name, All.Select(kind => kind.Name));
        throw new UsageFault(
            nearest is null
                ? $"--dirty: unknown kind '{name}'; the kinds are {string.Join(", ", All.Select(kind => kind.Name))}"
                : $"--dirty: unknown kind '{name}'; did you mean {nearest}?"
        );
    }
}
