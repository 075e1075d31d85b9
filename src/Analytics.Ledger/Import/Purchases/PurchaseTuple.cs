namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// What rows in any order keep: one entry a (customer, day, order), 24 bytes. Returns carry no order.
/// </summary>
internal struct PurchaseTuple
{
    /// <summary>Customer's index in the table.</summary>
    public int Customer;

    /// <summary>Twice the day number, plus one for a return.</summary>
    public int DayAndKind;

    /// <summary>Money, never negative.</summary>
    public long Units;

    /// <summary>The order's code; where no order ids are mapped, the number of purchase rows.</summary>
    public ulong Order;

    /// <summary>Day number.</summary>
    public readonly int Day => DayAndKind >> 1;

    /// <summary>True for a return.</summary>
    public readonly bool IsReturn => (DayAndKind & 1) != 0;
}
