using Analytics.Ledger.Import;

namespace Analytics.Ledger.Receivables;

/// <summary>How receivables are read.</summary>
public sealed record ReceivablesSettings
{
    /// <summary>Dialect, formats, limits, as-of, threads and inputs, as for purchases.</summary>
    public required ImportSettings Import { get; init; }

    /// <summary>The shape, or null to tell it by the columns.</summary>
    public ReceivablesShape? Shape { get; init; }

    /// <summary>Files of payments beside open items.</summary>
    public IReadOnlyList<string> Payments { get; init; } = [];

    /// <summary>The status columns of a wide panel, oldest month first; empty where it is none.</summary>
    public IReadOnlyList<string> Wide { get; init; } = [];

    /// <summary>The order of statuses, best first; null = found.</summary>
    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>The column that names an account's type, or null.</summary>
    public string? TypeColumn { get; init; }
}
