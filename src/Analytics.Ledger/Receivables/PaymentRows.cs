using Analytics.Core.Delinquency.Ledger;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Receivables;

/// <summary>Takes payments beside open items. A negative payment takes money back: it is owed again from its day on.</summary>
internal sealed class PaymentRows : PostingRows
{
    private readonly int _account;
    private readonly int _invoice;
    private readonly int _id;
    private readonly int _date;
    private readonly int _amount;
    private readonly int _currency;

    public PaymentRows(ReceivablesFile file, LedgerRows rows, int number)
        : base(file, rows, number)
    {
        (_account, _invoice) = (Slot(ReceivablesRole.Account), Slot(ReceivablesRole.Invoice));
        (_id, _date) = (Slot(ReceivablesRole.Id), Slot(ReceivablesRole.Date));
        (_amount, _currency) = (Slot(ReceivablesRole.Amount), Slot(ReceivablesRole.Currency));
    }

    /// <inheritdoc/>
    public override RowFaultKind Take(in RowView row, out int slot, out Int128? units)
    {
        units = null;
        slot = _amount;
        var fault = Money(row.Field(_amount), out var amount, out var scale);
        if (fault != RowFaultKind.None)
        {
            return fault;
        }

        units = Scaled(amount, scale);
        slot = _account;
        fault = row.Field(_account).IsEmpty
            ? RowFaultKind.MissingCustomer
            : Id(row.Field(_account));
        if (fault != RowFaultKind.None)
        {
            return fault;
        }

        slot = _date;
        fault = Day(row.Field(_date), ReceivablesRole.Date, out var day);
        if (fault != RowFaultKind.None)
        {
            return fault;
        }

        var account = Rows.Accounts.NumberOf(row.Field(_account));
        Note(row, _currency, -1, account);
        var reference =
            _invoice >= 0 && !row.Field(_invoice).IsEmpty ? IdHash.Of(row.Field(_invoice)) : 0;
        var key = _id >= 0 && !row.Field(_id).IsEmpty ? IdHash.Of(row.Field(_id)) : 0;
        var posting =
            amount < 0
                ? new Posting(PostingType.Invoice, day, day, -amount, key, 0)
                : new Posting(PostingType.Payment, day, day, amount, key, reference);
        Rows.Add(account, posting, scale, File, follows: false);
        return RowFaultKind.None;
    }
}
