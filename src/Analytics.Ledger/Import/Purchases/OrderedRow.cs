namespace Analytics.Ledger.Import.Purchases;

/// <summary>An accepted row on its way to the customer's state; its id lies in the keys or in <see cref="OrderedRows.Texts"/>.</summary>
internal struct OrderedRow
{
    /// <summary>The customer id's key.</summary>
    public IdKey Key;

    /// <summary>Money, never negative.</summary>
    public long Units;

    /// <summary>The order's code.</summary>
    public ulong Order;

    /// <summary>Day number.</summary>
    public int Day;

    /// <summary>Purchase or return.</summary>
    public OrderedKind Kind;

    /// <summary>Bytes of the id.</summary>
    public ushort IdLength;

    /// <summary>Where an id begins that is longer than its key.</summary>
    public int IdStart;
}

/// <summary>What a row adds to.</summary>
internal enum OrderedKind : byte
{
    /// <summary>A purchase.</summary>
    Purchase,

    /// <summary>A return.</summary>
    Return,

    /// <summary>A return later than all purchases so far, which waits until the as-of day is known.</summary>
    LateReturn,
}
