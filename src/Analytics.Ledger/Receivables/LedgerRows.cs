using Analytics.Core.Delinquency.Ledger;

namespace Analytics.Ledger.Receivables;

/// <summary>Postings as they are read: columns that grow together.</summary>
internal sealed class LedgerRows
{
    private Posting[] _postings = new Posting[1024];
    private int[] _accounts = new int[1024];
    private ushort[] _places = new ushort[1024];
    private byte[] _scales = new byte[1024];

    /// <summary>Number of postings.</summary>
    public int Count { get; private set; }

    /// <summary>Accounts seen.</summary>
    public IdIndex Accounts { get; } = new();

    /// <summary>The type label of each account, as a number in <see cref="Labels"/>; -1 where none.</summary>
    public List<int> LabelOf { get; } = [];

    /// <summary>Labels of types.</summary>
    public IdIndex Labels { get; } = new();

    /// <summary>Accounts whose label was not the same on all rows; the first by text counts.</summary>
    public HashSet<int> Changed { get; } = [];

    /// <summary>Most decimals seen.</summary>
    public int Scale { get; set; }

    public Span<Posting> Postings => _postings.AsSpan(0, Count);

    public ReadOnlySpan<int> AccountOf => _accounts.AsSpan(0, Count);

    /// <summary>File number of each posting, and whether it is the row itself (low bit 0) or follows from it.</summary>
    public ReadOnlySpan<ushort> Places => _places.AsSpan(0, Count);

    public ReadOnlySpan<byte> Scales => _scales.AsSpan(0, Count);

    /// <summary>Adds a posting.</summary>
    public void Add(int account, in Posting posting, int scale, int file, bool follows)
    {
        if (Count == _accounts.Length)
        {
            Array.Resize(ref _postings, Count * 2);
            Array.Resize(ref _accounts, Count * 2);
            Array.Resize(ref _places, Count * 2);
            Array.Resize(ref _scales, Count * 2);
        }

        _postings[Count] = posting;
        _accounts[Count] = account;
        _places[Count] = checked((ushort)((file << 1) | (follows ? 1 : 0)));
        _scales[Count++] = (byte)scale;
        Scale = Math.Max(Scale, scale);
    }

    /// <summary>Notes the type label that a row gives its account.</summary>
    public void Label(int account, ReadOnlySpan<byte> label)
    {
        while (LabelOf.Count <= account)
        {
            LabelOf.Add(-1);
        }

        if (label.IsEmpty)
        {
            return;
        }

        var number = Labels.NumberOf(label);
        if (LabelOf[account] >= 0 && LabelOf[account] != number)
        {
            Changed.Add(account);
            number =
                Labels[number].SequenceCompareTo(Labels[LabelOf[account]]) < 0
                    ? number
                    : LabelOf[account];
        }

        LabelOf[account] = number;
    }
}
