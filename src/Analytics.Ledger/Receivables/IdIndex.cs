using System.Diagnostics.CodeAnalysis;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Receivables;

/// <summary>Gives ids numbers in the order of their first occurrence.</summary>
internal sealed class IdIndex
{
    private readonly Dictionary<byte[], int> _numbers = new(ByBytes.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<byte[]> _ids = [];
    private byte[]? _lastId;
    private int _last;

    public IdIndex() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Count => _ids.Count;

    public ReadOnlySpan<byte> this[int number] => _ids[number];

    /// <summary>The number of an id; a new one gets the next number.</summary>
    public int NumberOf(ReadOnlySpan<byte> id)
    {
        // rows of one account mostly stand together
        if (_lastId is not null && id.SequenceEqual(_lastId))
        {
            return _last;
        }

        if (!_lookup.TryGetValue(id, out var number))
        {
            number = _ids.Count;
            var copy = id.ToArray();
            _numbers.Add(copy, number);
            _ids.Add(copy);
        }

        (_lastId, _last) = (_ids[number], number);
        return number;
    }

    /// <summary>All numbers in the order of their ids' bytes, and the ids in that order.</summary>
    public (int[] Order, CustomerIds Ids) Sorted()
    {
        var order = new int[_ids.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => _ids[a].AsSpan().SequenceCompareTo(_ids[b]));
        var pages = new byte[order.Length][];
        var places = new long[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            pages[i] = _ids[order[i]];
            places[i] = CustomerIds.Place(i, 0, pages[i].Length);
        }

        return (order, new CustomerIds(pages, places));
    }

    private sealed class ByBytes
        : IEqualityComparer<byte[]>,
            IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static ByBytes Instance { get; } = new();

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) =>
            alternate.SequenceEqual(other);

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => IdHash.Of(alternate).GetHashCode();

        public int GetHashCode([DisallowNull] byte[] obj) => IdHash.Of(obj).GetHashCode();
    }
}
