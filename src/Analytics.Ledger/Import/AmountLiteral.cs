using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Analytics.Core.Money;

namespace Analytics.Ledger.Import;

/// <summary>
/// Reads an exact number from bytes: sign before or after, brackets for negative, currency sign or code, thousands groups of the other
/// mark, of blanks or of apostrophes, an exponent.
/// </summary>
public static class AmountLiteral
{
    /// <summary>Digits before the decimal mark: with 18 decimals behind it a hundred such amounts still add up within 128 bits.</summary>
    private const int MostWholeDigits = 18;

    private const int MostMarkedBytes = 32;
    private static readonly Int128[] PowersOfTen = MakePowersOfTen();

    /// <summary>True where an amount has too many digits before the decimal mark; which amounts these are depends on no other row.</summary>
    internal static bool IsTooLarge(Int128 units, int scale) =>
        Int128.Abs(units) >= PowersOfTen[MostWholeDigits + scale];

    /// <summary>The exact product of two numbers that need more than 64 bits; false where 128 bits do not hold it.</summary>
    /// <param name="units">One factor, then the product.</param>
    /// <param name="scale">Decimals of both factors together, then of the product.</param>
    /// <param name="factor">The other factor.</param>
    internal static bool TryMultiply(ref Int128 units, ref int scale, Int128 factor)
    {
        var product = (BigInteger)units * factor;
        for (; scale > MoneyText.MaxScale && product % 10 == 0; scale--)
        {
            product /= 10;
        }

        var fits = BigInteger.Abs(product) <= (BigInteger)Int128.MaxValue;
        units = fits ? (Int128)product : 0;
        return fits;
    }

    /// <summary>The plain form only: an optional sign, at most 18 digits, one decimal mark. The fast path's parser.</summary>
    /// <param name="text">The field's bytes.</param>
    /// <param name="mark">The decimal mark.</param>
    /// <param name="units">The digits as a number.</param>
    /// <param name="scale">How many of them are decimals.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryParsePlain(
        ReadOnlySpan<byte> text,
        byte mark,
        out long units,
        out int scale
    )
    {
        units = 0;
        scale = 0;
        if (text.Length is 0 or > 19)
        {
            return false;
        }

        var i = 0;
        var negative = text[0] == '-';
        if (negative)
        {
            i++;
        }

        var markAt = -1;
        long value = 0;
        var digits = 0;
        for (; i < text.Length; i++)
        {
            var d = (uint)(text[i] - '0');
            if (d <= 9)
            {
                value = (value * 10) + d;
                digits++;
            }
            else if (text[i] == mark && markAt < 0)
            {
                markAt = i;
            }
            else
            {
                return false;
            }
        }

        if (digits is 0 or > 18 || markAt == text.Length - 1)
        {
            return false;
        }

        units = negative ? -value : value;
        scale = markAt < 0 ? 0 : text.Length - 1 - markAt;
        return true;
    }

    /// <summary>A plain number with one sign of currency before it ($ € £ ¥), or with thousands in groups of the other mark, or both.</summary>
    /// <param name="text">The field's bytes.</param>
    /// <param name="mark">The decimal mark, <c>.</c> or <c>,</c>.</param>
    /// <param name="units">The digits as a number.</param>
    /// <param name="scale">How many of them are decimals.</param>
    internal static bool TryParseMarked(
        ReadOnlySpan<byte> text,
        byte mark,
        out long units,
        out int scale
    )
    {
        (units, scale) = (0, 0);
        if (text.Length is 0 or > MostMarkedBytes)
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[MostMarkedBytes];
        var (used, i) = (0, 0);
        TakeMinus(text, plain, ref i, ref used);
        i += CurrencyBytes(text[i..]);
        TakeMinus(text, plain, ref i, ref used);
        var first = i;
        while (i < text.Length && (uint)(text[i] - '0') <= 9)
        {
            plain[used++] = text[i++];
        }

        var group = mark == '.' ? (byte)',' : (byte)'.';
        if (i < text.Length && text[i] == group)
        {
            if (i - first is 0 or > 3 || text[first] == '0')
            {
                return false;
            }

            while (i < text.Length && text[i] == group)
            {
                var three = text[(i + 1)..Math.Min(i + 4, text.Length)];
                if (three.Length < 3 || three.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                {
                    return false;
                }

                three.CopyTo(plain[used..]);
                used += 3;
                i += 4;
            }
        }

        text[i..].CopyTo(plain[used..]);
        return (i == text.Length || text[i] == mark)
            && TryParsePlain(plain[..(used + text.Length - i)], mark, out units, out scale);
    }

    private static void TakeMinus(
        ReadOnlySpan<byte> text,
        Span<byte> plain,
        ref int i,
        ref int used
    )
    {
        if (used == 0 && i < text.Length && text[i] == '-')
        {
            plain[used++] = text[i++];
        }
    }

    private static int CurrencyBytes(ReadOnlySpan<byte> text) =>
        text.StartsWith("$"u8) ? 1
        : text.StartsWith("£"u8) || text.StartsWith("¥"u8) ? 2
        : text.StartsWith("€"u8) ? 3
        : 0;

    /// <summary>Any written form.</summary>
    /// <param name="text">The field's bytes (UTF-8).</param>
    /// <param name="mark">The decimal mark of the column, <c>.</c> or <c>,</c>.</param>
    /// <param name="units">Signed units of 10^-scale.</param>
    /// <param name="scale">Decimals, 0 to 18.</param>
    /// <returns><see cref="RowFaultKind.None"/>, AmountMissing, AmountInvalid or AmountOutOfRange.</returns>
    public static RowFaultKind Parse(
        ReadOnlySpan<byte> text,
        char mark,
        out Int128 units,
        out int scale
    )
    {
        units = 0;
        scale = 0;
        text = DateLiteral.TrimBlanks(text);
        if (text.Length == 0)
        {
            return RowFaultKind.AmountMissing;
        }

        if (
            TryParsePlain(text, (byte)mark, out var plain, out scale)
            || TryParseMarked(text, (byte)mark, out plain, out scale)
        )
        {
            units = plain;
            return RowFaultKind.None;
        }

        return ParseAny(text, mark, out units, out scale);
    }

    /// <summary>Any written form, one step after the other; the plain ones too.</summary>
    internal static RowFaultKind ParseAny(
        ReadOnlySpan<byte> text,
        char mark,
        out Int128 units,
        out int scale
    )
    {
        (units, scale) = (0, 0);
        var number = Strip(Encoding.UTF8.GetString(text), out var negative);
        return number is null
            ? RowFaultKind.AmountInvalid
            : ParseDigits(number, mark, negative, out units, out scale);
    }

    private static string? Strip(string text, out bool negative)
    {
        negative = false;
        text = text.Replace('\u2212', '-')
            .Replace('\u2010', '-')
            .Replace('\uFF0D', '-')
            .Replace('\u00A0', ' ')
            .Replace('\u202F', ' ');
        if (text is ['(', .., ')'])
        {
            negative = true;
            text = text[1..^1];
        }

        text = StripCurrency(text.Trim());
        if (negative && text.Length > 0 && (text[0] is '-' or '+' || text[^1] is '-' or '+'))
        {
            // brackets and a sign: what is meant is anyone's guess
            return null;
        }

        if (text.Length > 0 && text[0] is '-' or '+')
        {
            negative ^= text[0] == '-';
            text = StripCurrency(text[1..].Trim());
        }
        else if (text.Length > 0 && text[^1] is '-' or '+')
        {
            negative ^= text[^1] == '-';
            text = StripCurrency(text[..^1].Trim());
        }

        return text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '.' or ',')
            ? text
            : null;
    }

    private static string StripCurrency(string text)
    {
        const string Signs = "$€£¥￥₹₽₩元円";
        if (text.Length > 0 && Signs.Contains(text[0], StringComparison.Ordinal))
        {
            return text[1..].TrimStart();
        }

        if (text.Length > 0 && Signs.Contains(text[^1], StringComparison.Ordinal))
        {
            return text[..^1].TrimEnd();
        }

        if (text.Length > 3 && IsCode(text.AsSpan(0, 3)) && !char.IsAsciiLetter(text[3]))
        {
            return text[3..].TrimStart();
        }

        return
            text.Length > 3 && IsCode(text.AsSpan(text.Length - 3)) && !char.IsAsciiLetter(text[^4])
            ? text[..^3].TrimEnd()
            : text;
    }

    private static bool IsCode(ReadOnlySpan<char> code) =>
        char.IsAsciiLetterUpper(code[0])
        && char.IsAsciiLetterUpper(code[1])
        && char.IsAsciiLetterUpper(code[2]);

    private static RowFaultKind ParseDigits(
        string text,
        char mark,
        bool negative,
        out Int128 units,
        out int scale
    )
    {
        units = 0;
        scale = 0;
        var exponent = 0;
        var e = text.IndexOfAny(['e', 'E']);
        if (e > 0)
        {
            if (
                !int.TryParse(
                    text.AsSpan(e + 1),
                    System.Globalization.NumberStyles.AllowLeadingSign,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out exponent
                )
            )
            {
                return RowFaultKind.AmountInvalid;
            }

            text = text[..e];
        }

        var parts = text.Split(mark);
        if (
            parts.Length > 2
            || !TryJoinGroups(parts[0], mark, out var whole)
            || (parts.Length == 2 && !IsDigits(parts[1]))
        )
        {
            return RowFaultKind.AmountInvalid;
        }

        var decimals = parts.Length == 2 ? parts[1] : "";
        if (whole.Length + decimals.Length == 0)
        {
            return RowFaultKind.AmountInvalid;
        }

        if (Math.Abs((long)exponent) > 60)
        {
            return (whole + decimals).AsSpan().ContainsAnyExcept('0')
                ? RowFaultKind.AmountOutOfRange
                : RowFaultKind.None;
        }

        var digits = whole.AsSpan().TrimStart('0').ToString() + decimals;
        scale = decimals.Length - exponent;
        for (; scale > MoneyText.MaxScale && digits.EndsWith('0'); scale--)
        {
            digits = digits[..^1];
        }

        digits = digits.TrimStart('0');
        if (digits.Length == 0)
        {
            scale = Math.Clamp(scale, 0, MoneyText.MaxScale);
            return RowFaultKind.None;
        }

        if (scale > MoneyText.MaxScale || digits.Length - scale > MostWholeDigits)
        {
            scale = 0;
            return RowFaultKind.AmountOutOfRange;
        }

        units = Int128.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        for (; scale < 0; scale++)
        {
            units *= 10;
        }

        units = negative ? -units : units;
        return RowFaultKind.None;
    }

    private static bool TryJoinGroups(string whole, char mark, out string digits)
    {
        digits = whole;
        if (whole.Length == 0 || IsDigits(whole))
        {
            return true;
        }

        // whole is not all digits
        var separator = whole[whole.AsSpan().IndexOfAnyExceptInRange('0', '9')];
        if (separator == mark || separator is not ('.' or ',' or ' ' or '\'' or '\u2019'))
        {
            return false;
        }

        var groups = whole.Split(separator);
        if (
            groups[0].Length is 0 or > 3
            || groups[0][0] == '0'
            || groups.Skip(1).Any(g => g.Length != 3)
            || !groups.All(IsDigits)
        )
        {
            return false;
        }

        digits = string.Concat(groups);
        return true;
    }

    private static Int128[] MakePowersOfTen()
    {
        var powers = new Int128[MostWholeDigits + MoneyText.MaxScale + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }

    private static bool IsDigits(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
