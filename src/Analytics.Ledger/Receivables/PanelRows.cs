using System.Buffers.Text;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Receivables;

/// <summary>Takes one account and month per row.</summary>
internal sealed class PanelRows(ReceivablesFile file, PanelColumns target, int number, int label)
    : RowTaker
{
    /// <inheritdoc/>
    public override RowFaultKind Take(in RowView row, out int slot, out Int128? units)
    {
        (slot, units) = (0, 0);
        var account = row.Field(0);
        if (account.IsEmpty || MangledId.IsMangled(account))
        {
            return account.IsEmpty ? RowFaultKind.MissingCustomer : RowFaultKind.ExcelMangledId;
        }

        slot = 1;
        if (!TryMonth(row.Field(1), file, out var cycle, out var isOffset))
        {
            return RowFaultKind.MonthInvalid;
        }

        slot = 2;
        var status = DateLiteral.TrimBlanks(row.Field(2));
        if (status.IsEmpty)
        {
            return RowFaultKind.StatusMissing;
        }

        var state = target.Statuses.NumberOf(status);
        if (state >= PanelColumns.MostStates)
        {
            return RowFaultKind.StatusMissing;
        }

        target.HasOffsets |= isOffset;
        target.HasMonths |= !isOffset;
        target.Account.Add(target.Accounts.NumberOf(account));
        target.Cycle.Add(cycle);
        target.Status.Add((byte)state);
        target.File.Add(checked((ushort)number));
        if (label >= 0)
        {
            var text = row.Field(label);
            target.Label.Add(text.IsEmpty ? -1 : target.Labels.NumberOf(text));
        }

        slot = -1;
        return RowFaultKind.None;
    }

    /// <summary>Reads a month: an offset of at most four digits, yyyyMM, yyyy-MM, or a date.</summary>
    public static bool TryMonth(
        ReadOnlySpan<byte> text,
        ReceivablesFile file,
        out int cycle,
        out bool isOffset
    )
    {
        text = DateLiteral.TrimBlanks(text);
        isOffset = false;
        if (
            Utf8Parser.TryParse(text, out int number, out var used)
            && used == text.Length
            && text.Length > 0
        )
        {
            isOffset = Math.Abs(number) < 1200;
            cycle = isOffset ? number : (12 * (number / 100)) + (number % 100) - 1;
            if (isOffset || (number is >= 190001 and <= 299912 && number % 100 is >= 1 and <= 12))
            {
                return true;
            }
        }
        else if (
            text.Length == 7
            && text[4] is (byte)'-' or (byte)'/' or (byte)'.'
            && Utf8Parser.TryParse(text[..4], out int year, out used)
            && used == 4
            && Utf8Parser.TryParse(text[5..], out int month, out used)
            && used == 2
            && month is >= 1 and <= 12
        )
        {
            cycle = (12 * year) + month - 1;
            return true;
        }

        var isDay = DateLiteral.TryParse(text, file.Format(ReceivablesRole.Month), out var day);
        cycle = isDay ? Core.Time.CalendarMonth.Of(day).Number : 0;
        return isDay && !SentinelDays.IsSentinel(day);
    }
}
