using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Receivables;

/// <summary>Takes the rows of one file, one after the other, and says what is wrong with each.</summary>
internal abstract class RowTaker
{
    /// <summary>Takes a row whose fields are its values.</summary>
    /// <param name="row">The row; its slots are the wanted columns.</param>
    /// <param name="slot">The slot at fault, or -1.</param>
    /// <param name="units">The row's money where it could be read, in units of the scale of <see cref="Counts"/>.</param>
    public abstract RowFaultKind Take(in RowView row, out int slot, out Int128? units);

    /// <summary>Where the rows went.</summary>
    public virtual PurchaseCounts Counts { get; } = new();
}
