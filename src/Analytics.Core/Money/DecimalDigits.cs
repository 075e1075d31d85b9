using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Analytics.Core.Money;

/// <summary>Whole numbers as ASCII digits, eight at a time in one word: what tables of millions of numbers are made of.</summary>
public static class DecimalDigits
{
    /// <summary>Most digits of a 64-bit number.</summary>
    public const int Most = 20;

    /// <summary>Bytes that <see cref="Write"/> may touch, whatever the number: the last word of digits is written whole.</summary>
    public const int Room = 24;

    private const uint EightDigits = 100_000_000;
    private const ulong Zeros = 0x3030303030303030;

    /// <summary>Writes a number without leading zeros and returns its length.</summary>
    /// <param name="value">The number.</param>
    /// <param name="target">At least <see cref="Room"/> bytes; those behind the digits may be written too.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(ulong value, Span<byte> target)
    {
        if (value < EightDigits)
        {
            var digits = Digits((uint)value);
            // zero keeps its last digit
            var leading = BitOperations.TrailingZeroCount(digits | (1UL << 56)) / 8;
            Store((digits | Zeros) >> (8 * leading), target);
            return 8 - leading;
        }

        return WriteLong(value, target);
    }

    private static int WriteLong(ulong value, Span<byte> target)
    {
        var high = value / EightDigits;
        var length = Write(high, target);
        Store(Digits((uint)(value - (high * EightDigits))) | Zeros, target[length..]);
        return length + 8;
    }

    /// <summary>Two digits, leading zero included.</summary>
    /// <param name="value">0 to 99.</param>
    /// <param name="target">At least two bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WritePair(uint value, Span<byte> target)
    {
        var tens = (value * 103) >> 10;
        BinaryPrimitives.WriteUInt16LittleEndian(
            target,
            (ushort)(0x3030 | tens | ((value - (tens * 10)) << 8))
        );
    }

    /// <summary>Fills <paramref name="target"/> with the last digits of a number, leading zeros included.</summary>
    public static void WritePadded(ulong value, Span<byte> target)
    {
        var at = target.Length - 2;
        for (; at >= 0; at -= 2)
        {
            var rest = value / 100;
            WritePair((uint)(value - (rest * 100)), target[at..]);
            value = rest;
        }

        if (at == -1)
        {
            target[0] = (byte)('0' + (int)(value % 10));
        }
    }

    /// <summary>
    /// The eight digits of a number below 10^8, the first in the lowest byte: halves, then pairs, then digits are divided side by side in one word.
    /// 10486 / 2^20 is 1 / 100 for numbers up to 9,999 and 103 / 2^10 is 1 / 10 for those up to 99, rounded down.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Digits(uint value)
    {
        var high = value / 10_000;
        var fours = high | ((ulong)(value - (high * 10_000)) << 32);
        var hundreds = ((fours * 10_486) >> 20) & 0x0000_007F_0000_007F;
        var pairs = hundreds | ((fours - (hundreds * 100)) << 16);
        var tens = ((pairs * 103) >> 10) & 0x000F_000F_000F_000F;
        return tens | ((pairs - (tens * 10)) << 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ulong digits, Span<byte> target) =>
        BinaryPrimitives.WriteUInt64LittleEndian(target, digits);
}
