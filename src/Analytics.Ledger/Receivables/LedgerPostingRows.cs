using Analytics.Core.Delinquency.Ledger;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Receivables;

/// <summary>
/// Takes the postings of a ledger. Money received may be written with either sign: what most payments of the file have is the normal one, the
/// other takes money back.
/// </summary>
internal sealed class LedgerPostingRows : PostingRows
{
    private readonly int _id;
    private readonly int _account;
    private readonly int _type;
    private readonly int _date;
    private readonly int _due;
    private readonly int _amount;
    private readonly int _invoice;
    private readonly int _currency;
    private readonly int _label;

    public LedgerPostingRows(
        ReceivablesFile file,
        LedgerRows rows,
        int number,
        ColumnProfile? label
    )
        : base(file, rows, number)
    {
        (_id, _account) = (Slot(ReceivablesRole.Id), Slot(ReceivablesRole.Account));
        (_type, _date) = (Slot(ReceivablesRole.Type), Slot(ReceivablesRole.PostingDate));
        (_due, _amount) = (Slot(ReceivablesRole.DueDate), Slot(ReceivablesRole.Amount));
        (_invoice, _currency) = (Slot(ReceivablesRole.Invoice), Slot(ReceivablesRole.Currency));
        _label = Slot(label);
    }

    /// <summary>Payments, credits and write-offs written with a minus.</summary>
    public long Negative { get; private set; }

    /// <summary>Those written without.</summary>
    public long Positive { get; private set; }

    /// <inheritdoc/>
    public override RowFaultKind Take(in RowView row, out int slot, out Int128? units)
    {
        units = null;
        slot = _type;
        var meaning = PostingTypes.Of(row.Field(_type));
        var fault = Money(row.Field(_amount), out var amount, out var scale);
        var needsMoney =
            meaning is { Type: PostingType.Invoice or PostingType.Credit or PostingType.Payment };
        if (fault == RowFaultKind.AmountMissing && meaning is not null && !needsMoney)
        {
            (fault, scale) = (RowFaultKind.None, 0);
        }

        if (fault == RowFaultKind.None)
        {
            units = Scaled(amount, scale);
        }

        if (meaning is not { } what)
        {
            return RowFaultKind.TypeUnknown;
        }

        slot = _amount;
        if (fault != RowFaultKind.None)
        {
            return fault;
        }

        slot = _account;
        fault = row.Field(_account).IsEmpty
            ? RowFaultKind.MissingCustomer
            : Id(row.Field(_account));
        if (fault != RowFaultKind.None)
        {
            return fault;
        }

        slot = _date;
        fault = Day(row.Field(_date), ReceivablesRole.PostingDate, out var day);
        if (fault != RowFaultKind.None)
        {
            return fault;
        }

        var due = day;
        if (_due >= 0 && !DateLiteral.TrimBlanks(row.Field(_due)).IsEmpty)
        {
            slot = _due;
            fault = Day(row.Field(_due), ReceivablesRole.DueDate, out due);
            if (fault != RowFaultKind.None)
            {
                return fault;
            }
        }

        Post(row, what, day, due, amount, scale);
        return RowFaultKind.None;
    }

    private void Post(
        in RowView row,
        PostingTypes.Meaning what,
        int day,
        int due,
        long amount,
        int scale
    )
    {
        var account = Rows.Accounts.NumberOf(row.Field(_account));
        Note(row, _currency, _label, account);
        var key = _id >= 0 && !row.Field(_id).IsEmpty ? IdHash.Of(row.Field(_id)) : 0;
        var reference =
            _invoice >= 0 && !row.Field(_invoice).IsEmpty ? IdHash.Of(row.Field(_invoice)) : 0;
        var type = what.Type;
        if (what.Signed)
        {
            type = amount > 0 ? PostingType.Invoice : PostingType.Credit;
            amount = Math.Abs(amount);
        }
        else if (type == PostingType.Invoice && amount < 0)
        {
            (type, amount) = (PostingType.Credit, -amount);
        }
        else if (type is PostingType.Credit or PostingType.Payment or PostingType.WriteOff)
        {
            Negative += amount < 0 ? 1 : 0;
            Positive += amount > 0 ? 1 : 0;
        }
        else if (type == PostingType.Contact)
        {
            (key, amount) = (what.Action, 0);
        }
        else
        {
            amount = Math.Abs(amount);
        }

        // an invoice is named by its own number where it has one, else by the id of its posting
        if (type == PostingType.Invoice)
        {
            (key, reference) = (reference != 0 ? reference : key, 0);
        }

        Rows.Add(
            account,
            new Posting(type, day, type == PostingType.Invoice ? due : day, amount, key, reference),
            scale,
            File,
            follows: false
        );
    }
}
