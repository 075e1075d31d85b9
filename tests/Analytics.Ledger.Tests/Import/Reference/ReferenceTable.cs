namespace Analytics.Ledger.Tests.Import.Reference;

/// <summary>Which columns the reference reads; -1 = none. The number of columns is that of the header.</summary>
internal sealed record ReferenceTable(int Columns, int Customer, int Date)
{
    public int Order { get; init; } = -1;

    public int Amount { get; init; } = -1;

    public int Quantity { get; init; } = -1;

    public int UnitPrice { get; init; } = -1;

    public required string[] Names { get; init; }
}
