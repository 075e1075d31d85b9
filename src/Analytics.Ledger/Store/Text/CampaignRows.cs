using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Receivables;

namespace Analytics.Ledger.Store.Text;

/// <summary>Judges contacts of campaigns: who, when, and what it cost where a column says so.</summary>
internal sealed class CampaignRows : PostingRows
{
    private readonly int _customer;
    private readonly int _date;
    private readonly int _cost;

    public CampaignRows(ReceivablesFile file)
        : base(file, new LedgerRows(), 0) =>
        (_customer, _date, _cost) = (
            Slot(ReceivablesRole.Account),
            Slot(ReceivablesRole.Date),
            Slot(ReceivablesRole.Amount)
        );

    /// <inheritdoc/>
    public override RowFaultKind Take(in RowView row, out int slot, out Int128? units)
    {
        (slot, units) = (_cost, 0);
        var fault = RowFaultKind.None;
        if (_cost >= 0 && !DateLiteral.TrimBlanks(row.Field(_cost)).IsEmpty)
        {
            fault = Money(row.Field(_cost), out var amount, out var scale);
            units = fault == RowFaultKind.None ? Scaled(amount, scale) : null;
        }

        if (fault == RowFaultKind.None)
        {
            slot = _customer;
            fault = row.Field(_customer).IsEmpty
                ? RowFaultKind.MissingCustomer
                : Id(row.Field(_customer));
        }

        if (fault == RowFaultKind.None)
        {
            slot = _date;
            fault = Day(row.Field(_date), ReceivablesRole.Date, out _);
        }

        return fault;
    }
}
