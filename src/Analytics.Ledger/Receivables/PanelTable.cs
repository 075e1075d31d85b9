using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Receivables;

/// <summary>A panel in memory: accounts by the bytes of their ids, their months ascending.</summary>
public sealed class PanelTable
{
    private readonly int[] _starts;
    private readonly int[] _cycles;
    private readonly byte[] _states;
    private readonly int[] _labels;

    internal PanelTable(CustomerIds ids, int[] starts, int[] cycles, byte[] states, int[] labels) =>
        (Ids, _starts, _cycles, _states, _labels) = (ids, starts, cycles, states, labels);

    /// <summary>The accounts.</summary>
    public CustomerIds Ids { get; }

    /// <summary>Number of accounts.</summary>
    public int Count => Ids.Count;

    /// <summary>Account-months.</summary>
    public int Rows => _cycles.Length;

    /// <summary>The statuses in their order.</summary>
    public required StateScale Scale { get; init; }

    /// <summary>True where months are offsets such as -3, false where they are calendar months.</summary>
    public required bool HasOffsets { get; init; }

    /// <summary>Names of the types that the export gives; empty where no column was named.</summary>
    public required IReadOnlyList<string> TypeNames { get; init; }

    /// <summary>Months of an account.</summary>
    public ReadOnlySpan<int> Cycles(int account) =>
        _cycles.AsSpan(_starts[account], _starts[account + 1] - _starts[account]);

    /// <summary>Its statuses, as indices of <see cref="Scale"/>.</summary>
    public ReadOnlySpan<byte> States(int account) =>
        _states.AsSpan(_starts[account], _starts[account + 1] - _starts[account]);

    /// <summary>The type in each of its months, as indices of <see cref="TypeNames"/>; -1 where none; empty where no column was named.</summary>
    public ReadOnlySpan<int> Types(int account) =>
        _labels.Length == 0
            ? []
            : _labels.AsSpan(_starts[account], _starts[account + 1] - _starts[account]);

    /// <summary>A month as text.</summary>
    public string CycleText(int cycle) => CycleText(cycle, HasOffsets);

    /// <summary>A month as text.</summary>
    public static string CycleText(int cycle, bool isOffset) =>
        isOffset
            ? cycle.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : new Core.Time.CalendarMonth(cycle).ToString();
}
