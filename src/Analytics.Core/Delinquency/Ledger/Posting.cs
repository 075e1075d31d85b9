namespace Analytics.Core.Delinquency.Ledger;

/// <summary>One line of the ledger of one account.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Day">Posting day number.</param>
/// <param name="DueDay">Due day number of an invoice; else the posting day.</param>
/// <param name="Units">Amount in minor units, 0 or more.</param>
/// <param name="Key">Name of an invoice as a number, or 0.</param>
/// <param name="Reference">Key of the invoice that it speaks of, or 0.</param>
public readonly record struct Posting(
    PostingType Type,
    int Day,
    int DueDay,
    long Units,
    ulong Key,
    ulong Reference
)
{
    /// <summary>A total order that depends on nothing but the postings themselves, so that the order of rows changes nothing.</summary>
    public static int Compare(Posting x, Posting y)
    {
        var c = x.Day.CompareTo(y.Day);
        c = c != 0 ? c : x.Type.CompareTo(y.Type);
        c = c != 0 ? c : x.DueDay.CompareTo(y.DueDay);
        c = c != 0 ? c : x.Units.CompareTo(y.Units);
        c = c != 0 ? c : x.Key.CompareTo(y.Key);
        return c != 0 ? c : x.Reference.CompareTo(y.Reference);
    }
}
