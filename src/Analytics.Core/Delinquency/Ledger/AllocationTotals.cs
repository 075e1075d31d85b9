namespace Analytics.Core.Delinquency.Ledger;

/// <summary>How money and credits met debt, in minor units: named invoice, exact amount, oldest due first, or not at all.</summary>
public struct AllocationTotals
{
    /// <summary>Matched to the invoice they name.</summary>
    public Int128 Named { get; set; }

    /// <summary>Matched to an item of exactly that amount.</summary>
    public Int128 Exact { get; set; }

    /// <summary>Matched to the oldest due items.</summary>
    public Int128 Oldest { get; set; }

    /// <summary>Matched to nothing: over-payments, payments before any invoice, payments for unknown invoices.</summary>
    public Int128 Unapplied { get; set; }

    /// <summary>Adds what another account matched.</summary>
    public void Add(in AllocationTotals other)
    {
        Named += other.Named;
        Exact += other.Exact;
        Oldest += other.Oldest;
        Unapplied += other.Unapplied;
    }
}
