using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Receivables;

namespace Analytics.Ledger.Store.Text;

/// <summary>Judges rows of customers: each has to name one.</summary>
internal sealed class CustomerRows : PostingRows
{
    private readonly int _customer;

    public CustomerRows(ReceivablesFile file, ColumnProfile customer)
        : base(file, new LedgerRows(), 0) => _customer = Slot(customer);

    /// <inheritdoc/>
    public override RowFaultKind Take(in RowView row, out int slot, out Int128? units)
    {
        (slot, units) = (_customer, 0);
        return row.Field(_customer).IsEmpty
            ? RowFaultKind.MissingCustomer
            : Id(row.Field(_customer));
    }
}
