namespace Analytics.Core.Money;

/// <summary>Whole numbers as ASCII digits, two at a time: what tables of millions of numbers are made of.</summary>
public static class DecimalDigits
{
    /// <summary>Most digits of a 64-bit number.</summary>
    public const int Most = 20;

    private static ReadOnlySpan<byte> Pairs =>
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <summary>Number of digits of <paramref name="value"/>; 1 for zero.</summary>
    public static int Count(ulong value)
    {
        var digits = 1;
        for (; value >= 10_000; value /= 10_000)
        {
            digits += 4;
        }

        return digits
            + (
                value >= 1_000 ? 3
                : value >= 100 ? 2
                : value >= 10 ? 1
                : 0
            );
    }

    /// <summary>Writes a number without leading zeros and returns its length.</summary>
    /// <param name="value">The number.</param>
    /// <param name="target">Room for its digits, at most <see cref="Most"/>.</param>
    public static int Write(ulong value, Span<byte> target)
    {
        var digits = Count(value);
        WritePadded(value, target[..digits]);
        return digits;
    }

    /// <summary>Fills <paramref name="target"/> with the last digits of a number, leading zeros included.</summary>
    public static void WritePadded(ulong value, Span<byte> target)
    {
        var pairs = Pairs;
        var at = target.Length - 2;
        for (; at >= 0; at -= 2)
        {
            var rest = value / 100;
            var pair = 2 * (int)(value - (rest * 100));
            target[at] = pairs[pair];
            target[at + 1] = pairs[pair + 1];
            value = rest;
        }

        if (at == -1)
        {
            target[0] = (byte)('0' + (int)(value % 10));
        }
    }
}
