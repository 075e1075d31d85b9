namespace Analytics.Ledger.Import.Purchases;

/// <summary>Where the roles of a purchase stand among the wanted fields (slot numbers, -1 = not mapped) and how their literals are written.</summary>
internal sealed record PurchaseLayout
{
    /// <summary>Slot of the customer id.</summary>
    public int Customer { get; init; } = -1;

    /// <summary>Slot of the date.</summary>
    public int Date { get; init; } = -1;

    /// <summary>Slot of the order id.</summary>
    public int Order { get; init; } = -1;

    /// <summary>Slot of the amount.</summary>
    public int Amount { get; init; } = -1;

    /// <summary>Slot of the quantity.</summary>
    public int Quantity { get; init; } = -1;

    /// <summary>Slot of the unit price.</summary>
    public int UnitPrice { get; init; } = -1;

    /// <summary>Slot of the transaction kind.</summary>
    public int Kind { get; init; } = -1;

    /// <summary>Slot of the currency.</summary>
    public int Currency { get; init; } = -1;

    /// <summary>Slot of the business key.</summary>
    public int Key { get; init; } = -1;

    /// <summary>Slot of the version; set where a key is.</summary>
    public int Version { get; init; } = -1;

    /// <summary>Slots of products, categories and channels (<see cref="DetailRoles"/>).</summary>
    public int[] Details { get; init; } = [-1, -1, -1];

    /// <summary>0-based column of each slot.</summary>
    public required int[] Columns { get; init; }

    /// <summary>Date format of the column.</summary>
    public DateFormat DateFormat { get; init; }

    /// <summary>Decimal mark of the amount or price column.</summary>
    public char AmountMark { get; init; } = '.';

    /// <summary>Decimal mark of the quantity column.</summary>
    public char QuantityMark { get; init; } = '.';

    /// <summary>True where the amount is quantity times unit price.</summary>
    public bool IsProduct => Amount < 0;
}
