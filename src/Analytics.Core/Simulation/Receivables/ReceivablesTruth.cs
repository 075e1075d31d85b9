using Analytics.Core.Delinquency.Rolls;

namespace Analytics.Core.Simulation.Receivables;

/// <summary>What a simulated company holds, exactly.</summary>
public sealed class ReceivablesTruth
{
    /// <summary>Rows of the ledger.</summary>
    public long LedgerRows { get; internal set; }

    /// <summary>Rows of the panel.</summary>
    public long PanelRows { get; internal set; }

    /// <summary>Rows of the treatment log.</summary>
    public long Treatments { get; internal set; }

    /// <summary>Invoiced in cents.</summary>
    public long BilledCents { get; internal set; }

    /// <summary>Paid in cents.</summary>
    public long PaidCents { get; internal set; }

    /// <summary>Credited in cents.</summary>
    public long CreditedCents { get; internal set; }

    /// <summary>Written off in cents.</summary>
    public long WrittenOffCents { get; internal set; }

    /// <summary>Accounts per type.</summary>
    public long[] Accounts { get; } = new long[DebtorTypes.All.Count];

    /// <summary>Transitions per type as they came.</summary>
    public RollCounter[] Rolls { get; } =
        DebtorTypes.All.Select(t => new RollCounter(t.Rows.Count)).ToArray();
}
