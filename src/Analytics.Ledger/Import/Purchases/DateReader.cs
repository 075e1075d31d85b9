using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Reads the dates of a column, with or without times of day, and remembers them: rows of one day mostly stand together, and there are few days. What is
/// remembered is the text of the date alone; a time behind it is judged each time.
/// </summary>
internal sealed unsafe class DateReader(DateFormat format)
{
    private const int PlaceBits = 11;
    private const ulong Midnight = 0x3030_3A30_303A_3030; // 00:00:00
    private const ulong UpToMost = 0x767A_7F76_7A7F_767D; // 127 less 2, 9, 0, 5, 9, 0, 5, 9
    private const ulong HighBits = 0x8080_8080_8080_8080;
    private readonly bool _mayHaveTime =
        format.Order is DateOrder.Ymd or DateOrder.Compact or DateOrder.Dmy or DateOrder.Mdy;
    private Known[]? _known;

    // no field is as long as this
    private Known _last = new() { Length = int.MaxValue };

    /// <summary>The day number of a field.</summary>
    /// <param name="text">The field; <see cref="IdKey.InlineBytes"/> from there on must be readable whatever its length.</param>
    /// <param name="length">Its length.</param>
    /// <param name="day">The day number where there is no fault.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowFaultKind Read(byte* text, int length, out int day)
    {
        if (
            length >= _last.Length
            && _last.Begins(text)
            && (
                length == _last.Length
                || (_mayHaveTime && IsTime(text + _last.Length, length - _last.Length))
            )
        )
        {
            day = _last.Day;
            return RowFaultKind.None;
        }

        return ReadOther(text, length, out day);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RowFaultKind ReadOther(byte* text, int length, out int day)
    {
        var span = new ReadOnlySpan<byte>(text, length);
        var date = new Known(text, _mayHaveTime ? DateLiteral.DateBytes(span) : length);
        if (date.Length is 0 or > Known.MostBytes)
        {
            return Parse(span, out day);
        }

        if (
            date.Length == Known.MostBytes
            && format.Order == DateOrder.Ymd
            && TryIso(text, out day)
        )
        {
            date.Day = day;
        }
        else
        {
            _known ??= new Known[1 << PlaceBits];
            ref var known = ref _known[date.Place];
            if (!known.Is(date))
            {
                var fault = Parse(span, out day);
                if (fault == RowFaultKind.None && IsDateAlone(span[..date.Length], length, day))
                {
                    date.Day = day;
                    known = date;
                    _last = date;
                }

                return fault;
            }

            date.Day = known.Day;
        }

        if (length > date.Length && !IsTime(text + date.Length, length - date.Length))
        {
            return Parse(span, out day);
        }

        day = date.Day;
        _last = date;
        return RowFaultKind.None;
    }

    /// <summary>True where the date without what stands behind it is the same day.</summary>
    private bool IsDateAlone(ReadOnlySpan<byte> date, int length, int day) =>
        length == date.Length
        || (DateLiteral.TryParse(date, format, out var alone) && alone == day);

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

    private RowFaultKind Parse(ReadOnlySpan<byte> text, out int day) =>
        DateLiteral.TryParse(text, format, out day) ? RowFaultKind.None
        : DateLiteral.TrimBlanks(text).IsEmpty ? RowFaultKind.DateMissing
        : RowFaultKind.DateInvalid;

    /// <summary>True for a time of day behind a date; one such as <c> 08:26:13</c> is judged in one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsTime(byte* tail, int length)
    {
        if (length == 1 + sizeof(ulong) && *tail is (byte)' ' or (byte)'T')
        {
            // the first digit is the lowest byte; a byte above its most becomes 128 or more
            var digits = *(ulong*)(tail + 1) ^ Midnight;
            if (
                ((digits | (digits + UpToMost)) & HighBits) == 0
                && ((digits & 0xFF) * 10) + ((digits >> 8) & 0xFF) < 24
            )
            {
                return true;
            }
        }

        return DateLiteral.IsTimeTail(new ReadOnlySpan<byte>(tail, length));
    }

    /// <summary>The text of a date and its day.</summary>
    private struct Known
    {
        /// <summary>Bytes of the longest text.</summary>
        public const int MostBytes = DateLiteral.MostDateBytes;

        private const ulong Mix = 0x9E37_79B9_7F4A_7C15;
        private readonly ulong _head;
        private readonly ulong _headMask;
        private readonly ushort _tail;
        private readonly ushort _tailMask;

        /// <summary>The first bytes of a field; none remembers more than <see cref="MostBytes"/>.</summary>
        public Known(byte* text, int length)
        {
            Length = length;
            _headMask = length >= sizeof(ulong) ? ulong.MaxValue : (1UL << (8 * length)) - 1;
            _tailMask = (ushort)((1 << (8 * Math.Clamp(length - sizeof(ulong), 0, 2))) - 1);
            _head = *(ulong*)text & _headMask;
            _tail = (ushort)(*(ushort*)(text + sizeof(ulong)) & _tailMask);
        }

        /// <summary>Bytes of the text.</summary>
        public int Length { get; init; }

        /// <summary>The day number.</summary>
        public int Day { get; set; }

        /// <summary>Where it is remembered.</summary>
        public readonly int Place =>
            (int)(((_head ^ ((ulong)_tail << 40)) * Mix) >> (64 - PlaceBits));

        /// <summary>True where a field at least as long begins with the text.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool Begins(byte* text) =>
            (*(ulong*)text & _headMask) == _head
            && (*(ushort*)(text + sizeof(ulong)) & _tailMask) == _tail;

        /// <summary>True for the same text.</summary>
        public readonly bool Is(in Known other) =>
            Length == other.Length && _head == other._head && _tail == other._tail;
    }
}
