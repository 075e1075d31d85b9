using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Reads the dates of a column and remembers the last one: rows of one day mostly stand together.</summary>
internal sealed unsafe class DateReader(DateFormat format)
{
    private const int NoDay = -1;
    private const int IsoLength = 10;
    private ulong _dateHead;
    private ushort _dateTail;
    private int _dateDay = NoDay;

    /// <summary>The day number of a field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowFaultKind Read(byte* text, int length, out int day)
    {
        // ten equal bytes give the same day
        if (
            length == IsoLength
            && _dateDay >= 0
            && *(ulong*)text == _dateHead
            && *(ushort*)(text + 8) == _dateTail
        )
        {
            day = _dateDay;
            return RowFaultKind.None;
        }

        return ReadOther(text, length, out day);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RowFaultKind ReadOther(byte* text, int length, out int day)
    {
        var span = new ReadOnlySpan<byte>(text, length);
        if (
            (length == IsoLength && format.Order == DateOrder.Ymd && TryIso(text, out day))
            || DateLiteral.TryParse(span, format, out day)
        )
        {
            if (length == IsoLength)
            {
                _dateHead = *(ulong*)text;
                _dateTail = *(ushort*)(text + 8);
                _dateDay = day;
            }

            return RowFaultKind.None;
        }

        return DateLiteral.TrimBlanks(span).IsEmpty
            ? RowFaultKind.DateMissing
            : RowFaultKind.DateInvalid;
    }

    /// <summary>A date such as 2024-12-31 from its ten bytes; false for everything else, also for a day that does not exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryIso(byte* text, out int day)
    {
        var head = *(ulong*)text;
        var digits =
            (head & 0xFFFF_FFFF)
            | ((head >> 8) & 0xFFFF_0000_0000)
            | ((ulong)*(ushort*)(text + 8) << 48);
        day = 0;
        return (head & 0xFF00_00FF_0000_0000) == 0x2D00_002D_0000_0000
            && DigitWord.TryEight(digits, out var number)
            && DateLiteral.TryDay(
                (int)(number / 10_000),
                (int)(number / 100 % 100),
                (int)(number % 100),
                out day
            );
    }
}
