using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Reads the dates of a column and remembers the last one: rows of one day mostly stand together.</summary>
internal sealed unsafe class DateReader(DateFormat format)
{
    private const int NoDay = -1;
    private ulong _dateHead;
    private ushort _dateTail;
    private int _dateDay = NoDay;

    /// <summary>The day number of a field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowFaultKind Read(byte* text, int length, out int day)
    {
        // ten equal bytes give the same day
        if (
            length == 10
            && _dateDay >= 0
            && *(ulong*)text == _dateHead
            && *(ushort*)(text + 8) == _dateTail
        )
        {
            day = _dateDay;
            return RowFaultKind.None;
        }

        var span = new ReadOnlySpan<byte>(text, length);
        if (DateLiteral.TryParse(span, format, out day))
        {
            if (length == 10)
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
}
