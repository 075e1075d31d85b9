using System.Buffers.Text;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Receivables;

/// <summary>Takes one account per row, with its months side by side, oldest first; an empty cell is a month that is not there.</summary>
internal sealed class WideRows(PanelColumns target, int number, int months, int account, int label)
    : RowTaker
{
    private long _row;

    /// <inheritdoc/>
    public override RowFaultKind Take(in RowView row, out int slot, out Int128? units)
    {
        (slot, units) = (-1, 0);
        _row++;
        int own;
        if (account >= 0)
        {
            slot = account;
            var id = row.Field(account);
            if (id.IsEmpty || MangledId.IsMangled(id))
            {
                return id.IsEmpty ? RowFaultKind.MissingCustomer : RowFaultKind.ExcelMangledId;
            }

            own = target.Accounts.NumberOf(id);
        }
        else
        {
            Span<byte> counted = stackalloc byte[20];
            Utf8Formatter.TryFormat(_row, counted, out var length);
            own = target.Accounts.NumberOf(counted[..length]);
        }

        var found = 0;
        for (var m = 0; m < months; m++)
        {
            var status = DateLiteral.TrimBlanks(row.Field(m));
            if (status.IsEmpty)
            {
                continue;
            }

            var state = target.Statuses.NumberOf(status);
            if (state >= PanelColumns.MostStates)
            {
                slot = m;
                return RowFaultKind.StatusMissing;
            }

            target.Account.Add(own);
            target.Cycle.Add(m - months + 1);
            target.Status.Add((byte)state);
            target.File.Add(checked((ushort)number));
            if (label >= 0)
            {
                target.Label.Add(
                    row.Field(label).IsEmpty ? -1 : target.Labels.NumberOf(row.Field(label))
                );
            }

            found++;
        }

        target.HasOffsets = true;
        slot = 0;
        if (found == 0)
        {
            return RowFaultKind.StatusMissing;
        }

        Counts.Accept(0);
        return RowFaultKind.None;
    }
}
