using System.Numerics;
using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// The first 16 bytes of an id, zero-padded, and a hash of all of it. An id never holds a NUL (such rows are refused), so for ids up to 16
/// bytes the two words are the id, and a zero within them tells a longer one.
/// </summary>
internal readonly unsafe struct IdKey
{
    /// <summary>Bytes that the two words hold.</summary>
    public const int InlineBytes = 16;

    private const ulong Mix1 = 0x9E3779B97F4A7C15;
    private const ulong Mix2 = 0xD6E8FEB86659FD93;
    private const ulong Mix3 = 0xA0761D6478BD642F;

    /// <summary>Bytes 0 to 7.</summary>
    public readonly ulong Head;

    /// <summary>Bytes 8 to 15; of an id longer than that 9 to 15, behind a zero that no short id has there.</summary>
    public readonly ulong Tail;

    /// <summary>64 well-mixed bits.</summary>
    public readonly ulong Hash;

    /// <summary>Reads an id; 16 bytes from <paramref name="text"/> on must be readable whatever the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IdKey(byte* text, int length)
    {
        Head = *(ulong*)text;
        Tail = *(ulong*)(text + 8);
        if (length < 8)
        {
            Head &= (1UL << (length * 8)) - 1;
            Tail = 0;
        }
        else if (length < InlineBytes)
        {
            Tail &= (1UL << ((length - 8) * 8)) - 1;
        }

        var seed = Mix1 * (ulong)(length + 1);
        Hash = Fold(Head ^ Mix2, Tail ^ seed);
        if (length > InlineBytes)
        {
            Hash = HashRest(text, length, Hash);
            Tail &= ~0xFFUL;
        }
    }

    /// <summary>True for the <see cref="Tail"/> of an id of more than 16 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLong(ulong tail) => tail != 0 && (byte)tail == 0;

    /// <summary>Bytes of an id of at most 16, told by the zeros behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int InlineLength(ulong head, ulong tail) =>
        tail != 0
            ? InlineBytes - (BitOperations.LeadingZeroCount(tail) / 8)
            : sizeof(ulong) - (BitOperations.LeadingZeroCount(head) / 8);

    /// <summary>The key of an id of at most 16 bytes from its two words.</summary>
    public IdKey(ulong head, ulong tail, int length)
    {
        (Head, Tail) = (head, tail);
        Hash = Fold(Head ^ Mix2, Tail ^ (Mix1 * (ulong)(length + 1)));
    }

    /// <summary>A 64-bit hash of any bytes (not cryptographic; the same on every machine).</summary>
    public static ulong HashBytes(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* text = bytes)
        {
            return HashRest(text, bytes.Length, Mix3, from: 0);
        }
    }

    private static ulong HashRest(byte* text, int length, ulong hash, int from = InlineBytes)
    {
        var i = from;
        for (; i + 16 <= length; i += 16)
        {
            hash = Fold(*(ulong*)(text + i) ^ Mix2, *(ulong*)(text + i + 8) ^ hash);
        }

        if (length >= 16)
        {
            // the last 16 bytes, some of them for the second time
            return i == length
                ? hash
                : Fold(
                    *(ulong*)(text + length - 16) ^ Mix3,
                    *(ulong*)(text + length - 8) ^ hash ^ ((ulong)length * Mix1)
                );
        }

        ulong a = 0,
            b = 0;
        for (var shift = 0; i < length; i++, shift += 8)
        {
            if (shift < 64)
            {
                a |= (ulong)text[i] << shift;
            }
            else
            {
                b |= (ulong)text[i] << (shift - 64);
            }
        }

        return Fold(a ^ Mix3, b ^ hash ^ ((ulong)length * Mix1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        high ^= low;
        return high ^ (high >> 29);
    }
}
