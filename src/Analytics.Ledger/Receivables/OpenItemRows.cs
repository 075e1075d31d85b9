using Analytics.Core.Delinquency.Ledger;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Receivables;

/// <summary>Takes open items: one row per invoice, perhaps with the day it was settled and whether it is disputed.</summary>
internal sealed class OpenItemRows : PostingRows
{
    private static readonly string[] Yes = ["yes", "y", "true", "1", "disputed", "是", "x"];
    private readonly int _account;
    private readonly int _invoice;
    private readonly int _date;
    private readonly int _due;
    private readonly int _amount;
    private readonly int _settled;
    private readonly int _disputed;
    private readonly int _currency;
    private readonly int _label;
    private readonly bool _excludes;

    public OpenItemRows(
        ReceivablesFile file,
        LedgerRows rows,
        int number,
        ColumnProfile? label,
        bool excludesMissing
    )
        : base(file, rows, number)
    {
        (_account, _invoice) = (Slot(ReceivablesRole.Account), Slot(ReceivablesRole.Invoice));
        (_date, _due) = (Slot(ReceivablesRole.Date), Slot(ReceivablesRole.DueDate));
        (_amount, _settled) = (Slot(ReceivablesRole.Amount), Slot(ReceivablesRole.SettledDate));
        (_disputed, _currency) = (Slot(ReceivablesRole.Disputed), Slot(ReceivablesRole.Currency));
        (_label, _excludes) = (Slot(label), excludesMissing);
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
        if (row.Field(_account).IsEmpty)
        {
            if (!_excludes)
            {
                return RowFaultKind.MissingCustomer;
            }

            Counts.Exclude(Exclusion.MissingCustomer, 0, units.Value, isLate: false);
            return RowFaultKind.None;
        }

        fault = Id(row.Field(_account));
        if (fault == RowFaultKind.None && _invoice >= 0)
        {
            slot = _invoice;
            fault = Id(row.Field(_invoice));
        }

        return fault == RowFaultKind.None ? Days(row, amount, scale, out slot) : fault;
    }

    private RowFaultKind Days(in RowView row, long amount, int scale, out int slot)
    {
        slot = _due;
        var fault = Day(row.Field(_due), ReceivablesRole.DueDate, out var due);
        if (fault != RowFaultKind.None)
        {
            return fault;
        }

        // without an invoice date the item is known from its due day on
        var day = due;
        if (_date >= 0)
        {
            slot = _date;
            fault = Day(row.Field(_date), ReceivablesRole.Date, out day);
            if (fault != RowFaultKind.None)
            {
                return fault;
            }
        }

        var settled = -1;
        if (_settled >= 0 && !DateLiteral.TrimBlanks(row.Field(_settled)).IsEmpty)
        {
            slot = _settled;
            fault = Day(row.Field(_settled), ReceivablesRole.SettledDate, out settled);
            if (fault != RowFaultKind.None)
            {
                return fault;
            }
        }

        var key = IdHash.Of(
            _invoice >= 0 && !row.Field(_invoice).IsEmpty ? row.Field(_invoice) : row.Record
        );
        var account = Rows.Accounts.NumberOf(row.Field(_account));
        Note(row, _currency, _label, account);
        Post(
            row,
            account,
            new Posting(PostingType.Invoice, day, due, amount, key, 0),
            scale,
            settled
        );
        return RowFaultKind.None;
    }

    private void Post(in RowView row, int account, Posting item, int scale, int settled)
    {
        if (item.Units < 0)
        {
            // a negative invoice is a credit note
            item = item with
            {
                Type = PostingType.Credit,
                Units = -item.Units,
            };
            Rows.Add(account, item, scale, File, follows: false);
            return;
        }

        Rows.Add(account, item, scale, File, follows: false);
        if (_disputed >= 0 && IsYes(row.Field(_disputed)))
        {
            Rows.Add(
                account,
                new Posting(PostingType.Dispute, item.Day, item.Day, 0, 0, item.Key),
                scale,
                File,
                follows: true
            );
        }

        if (settled >= 0)
        {
            Rows.Add(
                account,
                new Posting(PostingType.Payment, settled, settled, item.Units, 0, item.Key),
                scale,
                File,
                follows: true
            );
        }
    }

    private static bool IsYes(ReadOnlySpan<byte> text) =>
        Yes.Contains(
            RoleNames.Normalise(System.Text.Encoding.UTF8.GetString(text)),
            StringComparer.Ordinal
        );
}
