using Analytics.Core.Delinquency.Ledger;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Receivables;

/// <summary>The postings of all accounts up to the as-of day; accounts by the bytes of their ids, postings in their own order.</summary>
public sealed class ReceivablesLedger
{
    private readonly int[] _starts;
    private readonly Posting[] _postings;
    private readonly int[]? _labels;

    internal ReceivablesLedger(CustomerIds ids, int[] starts, Posting[] postings, int[]? labels) =>
        (Ids, _starts, _postings, _labels) = (ids, starts, postings, labels);

    /// <summary>The accounts.</summary>
    public CustomerIds Ids { get; }

    /// <summary>Number of accounts.</summary>
    public int Count => Ids.Count;

    /// <summary>Postings in all.</summary>
    public int Postings => _postings.Length;

    /// <summary>Day number of the first posting.</summary>
    public required int FirstDay { get; init; }

    /// <summary>Day number of the as-of day.</summary>
    public required int AsOf { get; init; }

    /// <summary>Decimals of all money.</summary>
    public required int Scale { get; init; }

    /// <summary>Names of the types that the export gives, by text; empty where no column was named.</summary>
    public required IReadOnlyList<string> TypeNames { get; init; }

    /// <summary>The postings of an account.</summary>
    public ReadOnlySpan<Posting> Of(int account) =>
        _postings.AsSpan(_starts[account], _starts[account + 1] - _starts[account]);

    /// <summary>The type that the export gives an account, as an index of <see cref="TypeNames"/>; -1 where none.</summary>
    public int TypeOf(int account) => _labels is null ? -1 : _labels[account];
}
