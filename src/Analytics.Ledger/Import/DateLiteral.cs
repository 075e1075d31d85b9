using System.Globalization;
using System.Text;

namespace Analytics.Ledger.Import;

/// <summary>Reads a date (with or without a time of day) from bytes; the day as written counts, time zones do not move it.</summary>
public static class DateLiteral
{
    private const int PivotYear = 70;
    private const int IsoLength = 10;

    /// <summary>Bytes of the longest date whose numbers are all in figures.</summary>
    internal const int MostDateBytes = IsoLength;

    private static readonly string[] MonthNames =
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ];

    private static ReadOnlySpan<ushort> DaysBeforeMonth =>
        [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    private static ReadOnlySpan<byte> MonthLengths =>
        [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>Day number (days since 0001-01-01) of a text in the given format.</summary>
    /// <param name="text">UTF-8 text; blanks around it are allowed.</param>
    /// <param name="format">The column's format.</param>
    /// <param name="day">The day number when true is returned.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, DateFormat format, out int day)
    {
        text = TrimBlanks(text);
        switch (format.Order)
        {
            case DateOrder.Ymd:
                return TryYearFirst(text, out day);
            case DateOrder.Compact:
                return TryCompact(text, out day);
            case DateOrder.Dmy:
                return TryYearLast(text, out var a, out var b, out var y, out day)
                    && TryDay(y, b, a, out day);
            case DateOrder.Mdy:
                return TryYearLast(text, out a, out b, out y, out day) && TryDay(y, a, b, out day);
            case DateOrder.MonthName:
                return TryMonthName(text, out day);
            default:
                return TryPattern(text, format.Text!, out day);
        }
    }

    /// <summary>Bytes of the date at the beginning of a text that may go on with a time of day; 0 where that cannot be told.</summary>
    /// <remarks>Only a guess for texts over ten bytes: the bytes up to the first blank or T behind the shortest of dates.</remarks>
    internal static int DateBytes(ReadOnlySpan<byte> text)
    {
        if (text.Length <= IsoLength)
        {
            return text.Length;
        }

        const int shortest = 6;
        return
            shortest
                + text.Slice(shortest, IsoLength - shortest + 1).IndexOfAny((byte)' ', (byte)'T')
                is >= shortest
                    and var bytes
            ? bytes
            : 0;
    }

    /// <summary>The first two numbers of a date with the year last, for judging the order of a column.</summary>
    internal static bool TryParts(ReadOnlySpan<byte> text, out int first, out int second) =>
        TryYearLast(TrimBlanks(text), out first, out second, out _, out _)
        && first is >= 1 and <= 31
        && second is >= 1 and <= 31;

    /// <summary>Day number of a calendar day; false where the day does not exist.</summary>
    internal static bool TryDay(int year, int month, int dayOfMonth, out int day)
    {
        day = 0;
        if ((uint)(year - 1) >= 9999 || (uint)(month - 1) >= 12 || dayOfMonth < 1)
        {
            return false;
        }

        var leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
        if (dayOfMonth > MonthLengths[month] && !(leap && month == 2 && dayOfMonth == 29))
        {
            return false;
        }

        var before = year - 1;
        day =
            (before * 365)
            + (before >> 2)
            - (before / 100)
            + (before / 400)
            + DaysBeforeMonth[month]
            + dayOfMonth
            - 1;
        if (leap && month > 2)
        {
            day++;
        }

        return true;
    }

    /// <summary>The text without blanks, tabs and no-break spaces at its ends.</summary>
    internal static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] > 32 && text[^1] > 32 && text[0] < 128 && text[^1] < 128)
        {
            return text;
        }

        while (true)
        {
            if (text.Length > 0 && text[0] is 32 or 9)
            {
                text = text[1..];
            }
            else if (text.Length > 0 && text[^1] is 32 or 9)
            {
                text = text[..^1];
            }
            else if (text.StartsWith("\u00A0"u8))
            {
                text = text[2..];
            }
            else if (text.EndsWith("\u00A0"u8))
            {
                text = text[..^2];
            }
            else
            {
                return text;
            }
        }
    }

    /// <summary>True where the text after a date is nothing, or a time of day with an optional zone.</summary>
    internal static bool IsTimeTail(ReadOnlySpan<byte> tail)
    {
        if (tail.Length == 0)
        {
            return true;
        }

        if (tail[0] is not ((byte)'T' or (byte)' ' or (byte)',' or (byte)'t'))
        {
            return false;
        }

        return IsTimeOfDay(TrimBlanks(tail[1..]));
    }

    private static bool IsTimeOfDay(ReadOnlySpan<byte> tail)
    {
        var i = 0;
        if (
            !TwoDigits(tail, ref i, 24, allowOne: true)
            || i >= tail.Length
            || tail[i++] != ':'
            || !TwoDigits(tail, ref i, 59, allowOne: false)
        )
        {
            return false;
        }

        if (i < tail.Length && tail[i] == ':')
        {
            i++;
            if (!TwoDigits(tail, ref i, 60, allowOne: false))
            {
                return false;
            }

            if (i < tail.Length && tail[i] is (byte)'.' or (byte)',')
            {
                var start = ++i;
                while (i < tail.Length && (uint)(tail[i] - '0') <= 9)
                {
                    i++;
                }

                if (i == start)
                {
                    return false;
                }
            }
        }

        return IsZone(TrimBlanks(tail[i..]));
    }

    private static bool IsZone(ReadOnlySpan<byte> zone)
    {
        if (zone.Length == 0)
        {
            return true;
        }

        if (zone.Length == 2 && (zone[1] | 32) == 'm' && (zone[0] | 32) is 'a' or 'p')
        {
            return true;
        }

        if (
            Ascii.EqualsIgnoreCase(zone, "Z"u8)
            || Ascii.EqualsIgnoreCase(zone, "UTC"u8)
            || Ascii.EqualsIgnoreCase(zone, "GMT"u8)
        )
        {
            return true;
        }

        if (zone[0] is not ((byte)'+' or (byte)'-') || zone.Length is < 3 or > 6)
        {
            return false;
        }

        foreach (var c in zone[1..])
        {
            if ((uint)(c - '0') > 9 && c != ':')
            {
                return false;
            }
        }

        return true;
    }

    private static bool TwoDigits(ReadOnlySpan<byte> s, ref int i, int most, bool allowOne)
    {
        if (i >= s.Length || (uint)(s[i] - '0') > 9)
        {
            return false;
        }

        var value = s[i++] - '0';
        if (i < s.Length && (uint)(s[i] - '0') <= 9)
        {
            value = (value * 10) + s[i++] - '0';
        }
        else if (!allowOne)
        {
            return false;
        }

        return value <= most;
    }

    private static bool TryYearFirst(ReadOnlySpan<byte> s, out int day)
    {
        day = 0;
        if (s.Length == IsoLength && s[4] == '-' && s[7] == '-')
        {
            return TryIso(s, out day);
        }

        var i = 0;
        if (!TryNumber(s, ref i, 4, 4, out var year) || !TrySeparator(s, ref i, "年"u8))
        {
            return false;
        }

        if (
            !TryNumber(s, ref i, 1, 2, out var month)
            || !TrySeparator(s, ref i, "月"u8)
            || !TryNumber(s, ref i, 1, 2, out var dayOfMonth)
        )
        {
            return false;
        }

        var hasDayWord = s[i..].StartsWith("日"u8);
        var tail = s[(hasDayWord ? i + 3 : i)..];
        return (IsTimeTail(tail) || (hasDayWord && IsTimeOfDay(tail)))
            && TryDay(year, month, dayOfMonth, out day);
    }

    /// <summary>Exactly yyyy-MM-dd.</summary>
    private static bool TryIso(ReadOnlySpan<byte> s, out int day)
    {
        day = 0;
        uint bad = 0;
        uint Digit(ReadOnlySpan<byte> text, int i)
        {
            var d = (uint)(text[i] - '0');
            bad |= d > 9 ? 1u : 0u;
            return d;
        }

        var year = (Digit(s, 0) * 1000) + (Digit(s, 1) * 100) + (Digit(s, 2) * 10) + Digit(s, 3);
        var month = (Digit(s, 5) * 10) + Digit(s, 6);
        var dayOfMonth = (Digit(s, 8) * 10) + Digit(s, 9);
        return bad == 0 && TryDay((int)year, (int)month, (int)dayOfMonth, out day);
    }

    private static bool TryCompact(ReadOnlySpan<byte> s, out int day)
    {
        day = 0;
        var i = 0;
        return TryNumber(s, ref i, 8, 8, out var number)
            && IsTimeTail(s[i..])
            && TryDay(number / 10000, number / 100 % 100, number % 100, out day);
    }

    private static bool TryYearLast(
        ReadOnlySpan<byte> s,
        out int first,
        out int second,
        out int year,
        out int day
    )
    {
        (first, second, year, day) = (0, 0, 0, 0);
        var i = 0;
        if (
            !TryNumber(s, ref i, 1, 2, out first)
            || i >= s.Length
            || s[i] is not ((byte)'/' or (byte)'-' or (byte)'.')
        )
        {
            return false;
        }

        var separator = s[i++];
        if (!TryNumber(s, ref i, 1, 2, out second) || i >= s.Length || s[i++] != separator)
        {
            return false;
        }

        var start = i;
        if (!TryNumber(s, ref i, 2, 4, out year) || i - start == 3)
        {
            return false;
        }

        if (i - start == 2)
        {
            year += year < PivotYear ? 2000 : 1900;
        }

        return IsTimeTail(s[i..]);
    }

    private static bool TryMonthName(ReadOnlySpan<byte> s, out int day)
    {
        day = 0;
        int month = 0,
            dayOfMonth = 0,
            year = 0;
        var i = 0;
        for (var part = 0; part < 3; part++)
        {
            while (
                i < s.Length
                && s[i] is (byte)' ' or (byte)'-' or (byte)'/' or (byte)',' or (byte)'.'
            )
            {
                i++;
            }

            var start = i;
            if (TryNumber(s, ref i, 1, 4, out var number))
            {
                if (i - start == 4 || (dayOfMonth > 0 && i - start == 2))
                {
                    year = i - start == 4 ? number : number + (number < PivotYear ? 2000 : 1900);
                }
                else if (dayOfMonth == 0 && i - start <= 2)
                {
                    dayOfMonth = number;
                }
                else
                {
                    return false;
                }

                continue;
            }

            while (i < s.Length && (uint)((s[i] | 32) - 'a') <= 25)
            {
                i++;
            }

            if (i - start < 3 || month != 0)
            {
                return false;
            }

            month =
                1
                + Array.IndexOf(
                    MonthNames,
                    Encoding.ASCII.GetString(s.Slice(start, 3)).ToLowerInvariant()
                );
        }

        return month > 0
            && dayOfMonth > 0
            && year > 0
            && IsTimeTail(s[i..])
            && TryDay(year, month, dayOfMonth, out day);
    }

    private static bool TryPattern(ReadOnlySpan<byte> s, string pattern, out int day)
    {
        day = 0;
        var text = Encoding.UTF8.GetString(s);
        if (
            !DateTime.TryParseExact(
                text,
                pattern,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AllowWhiteSpaces,
                out var date
            )
        )
        {
            return false;
        }

        day = DateOnly.FromDateTime(date).DayNumber;
        return true;
    }

    private static bool TrySeparator(ReadOnlySpan<byte> s, ref int i, ReadOnlySpan<byte> word)
    {
        if (i < s.Length && s[i] is (byte)'-' or (byte)'/' or (byte)'.')
        {
            i++;
            return true;
        }

        if (s[i..].StartsWith(word))
        {
            i += word.Length;
            return true;
        }

        return false;
    }

    private static bool TryNumber(
        ReadOnlySpan<byte> s,
        ref int i,
        int least,
        int most,
        out int value
    )
    {
        var start = i;
        value = 0;
        while (i < s.Length && i - start < most && (uint)(s[i] - '0') <= 9)
        {
            value = (value * 10) + s[i++] - '0';
        }

        return i - start >= least && (i >= s.Length || (uint)(s[i] - '0') > 9);
    }
}
