using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Receivables;

namespace Analytics.Ledger.Store.Text;

/// <summary>Keeps every row that its judge does not refuse, and settles the account.</summary>
/// <param name="judge">Knows the table; its slots come first.</param>
/// <param name="slots">Number of its slots; all columns of the export follow.</param>
/// <param name="sink">Takes the rows.</param>
/// <param name="firstLine">1-based line of the first row.</param>
/// <param name="version">0-based column of versions, or -1.</param>
internal sealed class KeepingTaker(
    RowTaker judge,
    int slots,
    TextSink sink,
    long firstLine,
    int version
) : RowTaker
{
    /// <inheritdoc/>
    public override PurchaseCounts Counts => judge.Counts;

    /// <inheritdoc/>
    public override RowFaultKind Take(in RowView row, out int slot, out Int128? units)
    {
        var before = Settled;
        var fault = judge.Take(row, out slot, out units);
        if (fault != RowFaultKind.None)
        {
            return fault;
        }

        if (version >= 0)
        {
            VersionOrder.Require(row.Field(slots + version));
        }

        if (Settled == before)
        {
            Counts.Accept(units ?? 0);
        }

        sink.Add(row, slots, firstLine + row.Line);
        return fault;
    }

    // some judges settle rows themselves
    private long Settled =>
        Counts.AcceptedRows.Rows + Counts.Excluded(Exclusion.MissingCustomer).Rows;
}
