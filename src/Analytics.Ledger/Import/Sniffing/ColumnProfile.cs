namespace Analytics.Ledger.Import.Sniffing;

/// <summary>One column as the first rows show it.</summary>
public sealed class ColumnProfile
{
    private const int MostDistinct = 20_000;
    private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);

    /// <summary>A column without values yet.</summary>
    public ColumnProfile(string name, int index) => (Name, Index) = (name, index);

    /// <summary>Its name, or <c>column_N</c> where the file has no header.</summary>
    public string Name { get; }

    /// <summary>0-based position.</summary>
    public int Index { get; }

    /// <summary>The role it was given, if any.</summary>
    public ColumnRole? Role { get; internal set; }

    /// <summary>Why it has its role, in words.</summary>
    public string Evidence { get; internal set; } = "";

    /// <summary>Values seen.</summary>
    public long Values { get; private set; }

    /// <summary>Empty values.</summary>
    public long Empty { get; private set; }

    /// <summary>Different values (counted up to 20,000).</summary>
    public int Distinct => _distinct.Count;

    internal DateEvidence Dates { get; private set; } = new();

    internal NumberEvidence Numbers { get; private set; } = new();

    /// <summary>True where nearly all values are dates (a number of eight digits counts only where it is a plausible day).</summary>
    public bool LooksLikeDate => Dates.Values > 0 && Dates.Share >= 0.9;

    /// <summary>True where nearly all values are numbers.</summary>
    public bool LooksLikeNumber => Numbers.Values > 0 && Numbers.Numbers >= 0.9 * Numbers.Values;

    /// <summary><c>date</c>, <c>number</c>, <c>integer</c>, <c>text</c> or <c>empty</c>.</summary>
    public string Type =>
        Values == Empty ? "empty"
        : LooksLikeDate ? "date"
        : !LooksLikeNumber ? "text"
        : Numbers.Marked == 0 ? "integer"
        : "number";

    /// <summary>Forgets the evidence of the first rows, before the whole column is read.</summary>
    internal void ForgetEvidence() => (Dates, Numbers) = (new DateEvidence(), new NumberEvidence());

    internal void Add(string value)
    {
        Values++;
        if (value.Length == 0)
        {
            Empty++;
            return;
        }

        var bytes = System.Text.Encoding.UTF8.GetBytes(value);
        Dates.Add(bytes);
        Numbers.Add(bytes);
        if (_distinct.Count < MostDistinct)
        {
            _distinct.Add(value);
        }
    }
}
