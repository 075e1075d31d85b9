using Analytics.Core.Delinquency.Ledger;

namespace Analytics.Pipeline.Delinquency;

/// <summary>One account of a ledger or a panel, close by close; used again for the next account.</summary>
public sealed class AccountView
{
    /// <summary>Its row among all accounts.</summary>
    public int Account { get; set; }

    /// <summary>Closes in all, the last one perhaps inside a month.</summary>
    public int Closes { get; set; }

    /// <summary>Closes of whole months; only these are cycles.</summary>
    public int Cycles { get; set; }

    /// <summary>Number of each cycle; neighbours differ by 1.</summary>
    public int[] Cycle { get; set; } = [];

    /// <summary>State at each close, as an index of the scale.</summary>
    public byte[] State { get; set; } = [];

    /// <summary>Balance at each close in minor units; empty for a panel.</summary>
    public long[] Units { get; set; } = [];

    /// <summary>What the ledger shows at each close; empty for a panel.</summary>
    public AccountCycle[] Looks { get; set; } = [];

    /// <summary>What the ledger showed a few days before each close (see <see cref="Models.Delinquency.RollFeatures.PostingGap"/>), all that features may know of
    /// money; empty where nobody asked for it, and for a panel.</summary>
    public AccountCycle[] Early { get; set; } = [];

    /// <summary>The type at each close, as an index of the names; -1 where none.</summary>
    public int[] Type { get; set; } = [];
}
