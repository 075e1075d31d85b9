using System.Runtime.CompilerServices;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Reads the money of a row in any written form: the amount as such, or quantity times unit price, and whether it is a return.</summary>
internal sealed class AmountReader(PurchaseLayout layout)
{
    private readonly int _moneySlot = layout.IsProduct ? layout.UnitPrice : layout.Amount;

    /// <summary>Reads a row's money.</summary>
    /// <param name="view">The row.</param>
    /// <param name="units">Signed units of 10^-scale.</param>
    /// <param name="scale">Decimals.</param>
    /// <param name="isReturn">True for a negative amount or quantity, or a kind that says so.</param>
    /// <param name="slot">The slot at fault.</param>
    public RowFaultKind Read(
        in RowView view,
        out Int128 units,
        out int scale,
        out bool isReturn,
        out int slot
    )
    {
        isReturn = false;
        slot = _moneySlot;
        var fault = ReadNumber(view.Field(slot), layout.AmountMark, out units, out scale);
        if (fault != RowFaultKind.None)
        {
            return fault;
        }

        if (layout.Quantity >= 0)
        {
            fault = ReadNumber(
                view.Field(layout.Quantity),
                layout.QuantityMark,
                out var quantity,
                out var quantityScale
            );
            if (layout.IsProduct)
            {
                if (fault != RowFaultKind.None)
                {
                    slot = layout.Quantity;
                    return fault;
                }

                fault = Multiply(ref units, ref scale, quantity, quantityScale);
            }
            else
            {
                // beside an amount the quantity only tells returns; an unreadable one tells nothing
                quantity = fault == RowFaultKind.None ? quantity : 0;
                fault = RowFaultKind.None;
            }

            isReturn = quantity < 0;
        }

        isReturn |= units < 0;
        return layout.Kind >= 0 && fault == RowFaultKind.None
            ? ReadKind(view.Field(layout.Kind), ref isReturn, ref slot)
            : fault;
    }

    /// <summary>Reads a plain number, mostly without a loop, or one with a sign of currency or groups of thousands; false where it has another form.</summary>
    /// <param name="text">Its first byte; eight bytes from there are readable.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="mark">The decimal mark.</param>
    /// <param name="units">The digits as a number.</param>
    /// <param name="scale">How many of them are decimals.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe bool TryPlain(
        byte* text,
        int length,
        byte mark,
        out long units,
        out int scale
    )
    {
        if (length == 1 && (uint)(*text - '0') <= 9)
        {
            (units, scale) = (*text - '0', 0);
            return true;
        }

        if (
            (uint)(length - 1) < DigitWord.Bytes
            && DigitWord.TryDecimal(text, length, mark, out var plain, out scale)
        )
        {
            units = (long)plain;
            return true;
        }

        var field = new ReadOnlySpan<byte>(text, length);
        return AmountLiteral.TryParsePlain(field, mark, out units, out scale)
            || AmountLiteral.TryParseMarked(field, mark, out units, out scale);
    }

    private RowFaultKind ReadKind(ReadOnlySpan<byte> text, ref bool isReturn, ref int slot)
    {
        switch (TransactionKind.Of(text))
        {
            case true:
                isReturn = true;
                return RowFaultKind.None;
            case false:
                return RowFaultKind.None;
            default:
                slot = layout.Kind;
                return RowFaultKind.KindUnknown;
        }
    }

    private static RowFaultKind Multiply(
        ref Int128 units,
        ref int scale,
        Int128 quantity,
        int quantityScale
    )
    {
        scale += quantityScale;
        if (
            long.MinValue < units
            && units < long.MaxValue
            && long.MinValue < quantity
            && quantity < long.MaxValue
        )
        {
            units = Math.BigMul((long)units, (long)quantity);
            for (; scale > Core.Money.MoneyText.MaxScale && units % 10 == 0; scale--)
            {
                units /= 10;
            }
        }
        else if (!AmountLiteral.TryMultiply(ref units, ref scale, quantity))
        {
            return RowFaultKind.AmountOutOfRange;
        }

        return scale > Core.Money.MoneyText.MaxScale || AmountLiteral.IsTooLarge(units, scale)
            ? RowFaultKind.AmountOutOfRange
            : RowFaultKind.None;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static RowFaultKind ReadNumber(
        ReadOnlySpan<byte> text,
        char mark,
        out Int128 units,
        out int scale
    )
    {
        if (AmountLiteral.TryParsePlain(text, (byte)mark, out var plain, out scale))
        {
            units = plain;
            return RowFaultKind.None;
        }

        return AmountLiteral.Parse(text, mark, out units, out scale);
    }
}
