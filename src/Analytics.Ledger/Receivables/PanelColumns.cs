namespace Analytics.Ledger.Receivables;

/// <summary>Rows of panels as they are read: columns that grow together.</summary>
internal sealed class PanelColumns
{
    /// <summary>Most different statuses: beyond this the column is no status.</summary>
    public const int MostStates = 64;

    public IdIndex Accounts { get; } = new();

    public IdIndex Statuses { get; } = new();

    public IdIndex Labels { get; } = new();

    public List<int> Account { get; } = [];

    public List<int> Cycle { get; } = [];

    public List<byte> Status { get; } = [];

    public List<int> Label { get; } = [];

    public List<ushort> File { get; } = [];

    /// <summary>True once a month was an offset, once one was a calendar month.</summary>
    public bool HasOffsets { get; set; }

    public bool HasMonths { get; set; }
}
