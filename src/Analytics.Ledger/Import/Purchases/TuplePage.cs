namespace Analytics.Ledger.Import.Purchases;

/// <summary>A growing array of tuples: the rows of one partition of the customers.</summary>
internal sealed class TuplePage
{
    private const int FirstSize = 64;
    private PurchaseTuple[] _items = [];

    /// <summary>Number of tuples.</summary>
    public int Count { get; private set; }

    /// <summary>The tuples.</summary>
    public Span<PurchaseTuple> Items => _items.AsSpan(0, Count);

    /// <summary>Adds a tuple.</summary>
    public void Add(int customer, int dayAndKind, long units, ulong order)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(FirstSize, Count + (Count >> 1)));
        }

        ref var item = ref _items[Count++];
        item.Customer = customer;
        item.DayAndKind = dayAndKind;
        item.Units = units;
        item.Order = order;
    }

    /// <summary>Keeps only the first tuples.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Frees the memory.</summary>
    public void Clear()
    {
        _items = [];
        Count = 0;
    }
}
