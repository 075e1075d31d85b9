using System.Numerics;
using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import;

/// <summary>
/// Up to eight bytes of text in one word, first byte lowest, read as a number without a loop. Source: D. Lemire, "Quickly parsing eight
/// digits", 2018; the tests for bytes after S. E. Anderson, "Bit Twiddling Hacks".
/// </summary>
internal static unsafe class DigitWord
{
    /// <summary>Bytes of a word.</summary>
    public const int Bytes = sizeof(ulong);

    private const ulong Ones = 0x0101010101010101;
    private const ulong Tops = 0x8080808080808080;
    private const ulong Zeros = 0x3030303030303030;

    /// <summary>A number of one to eight digits; false where any byte is no digit.</summary>
    /// <param name="text">Its first byte; eight bytes from there must be readable.</param>
    /// <param name="length">Its digits, 1 to 8.</param>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDigits(byte* text, int length, out ulong value)
    {
        var missing = 8 * (Bytes - length);
        return TryEight((*(ulong*)text << missing) | FirstZeros(missing), out value);
    }

    /// <summary>A number of digits with at most one decimal mark among them, not at the end; false for everything else.</summary>
    /// <param name="text">Its first byte; eight bytes from there must be readable.</param>
    /// <param name="length">Its bytes, 1 to 8.</param>
    /// <param name="mark">The decimal mark, an ASCII character.</param>
    /// <param name="units">The digits as a number.</param>
    /// <param name="scale">How many of them are decimals.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDecimal(byte* text, int length, byte mark, out ulong units, out int scale)
    {
        var missing = 8 * (Bytes - length);
        var word = *(ulong*)text << missing;
        var unlike = word ^ (mark * Ones);
        var found = (unlike - Ones) & ~unlike & Tops;
        scale = 0;
        if (found != 0)
        {
            // the digits before the mark move one place up into its own
            var place = BitOperations.TrailingZeroCount(found) - 7;
            var before = (1UL << place) - 1;
            scale = Bytes - 1 - (place / 8);
            word = (word & ~(before | (0xFFUL << place))) | ((word & before) << 8);
            missing += 8;
            if (scale == 0 || missing == 64)
            {
                units = 0;
                return false;
            }
        }

        return TryEight(word | FirstZeros(missing), out units);
    }

    // ASCII zeros in the lowest bits, where the text has no bytes
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FirstZeros(int bits) => Zeros & ((1UL << bits) - 1);

    /// <summary>The number of eight digits, the first in the lowest byte; false where any byte is no digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEight(ulong word, out ulong value)
    {
        var digits = word ^ Zeros;
        var others = ((digits + 0x7676767676767676) | digits) & Tops;
        digits = (digits * 10) + (digits >> 8);
        value =
            (
                ((digits & 0x000000FF000000FF) * 0x000F424000000064)
                + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)
            ) >> 32;
        return others == 0;
    }
}
