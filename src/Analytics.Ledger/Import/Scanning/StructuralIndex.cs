using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Analytics.Ledger.Import.Scanning;

/// <summary>
/// Finds the bytes that give a table its shape (delimiter, record end, quote, NUL) 64 at a time, and notes whether any byte lies outside
/// ASCII. Sources: bit-mask scanning as in Langdale and Lemire, "Parsing gigabytes of JSON per second", 2019.
/// </summary>
internal static unsafe class StructuralIndex
{
    /// <summary>Most bytes that are indexed at once.</summary>
    public const int BlockBytes = 1 << 16;

    /// <summary>Bytes that must be readable behind the end of the text.</summary>
    public const int Slack = 64;

    /// <summary>Writes the ascending positions of all structural bytes of <c>text[from..to)</c> and returns their number.</summary>
    /// <param name="text">The text; at least <see cref="Slack"/> bytes behind <paramref name="to"/> are readable.</param>
    /// <param name="from">First byte.</param>
    /// <param name="to">One behind the last byte.</param>
    /// <param name="delimiter">Field delimiter.</param>
    /// <param name="recordEnd">Record end.</param>
    /// <param name="quote">Quote, or 0 for none.</param>
    /// <param name="marks">Room for <c>to - from + 8</c> positions.</param>
    /// <param name="isAscii">False where some byte is 0x80 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Build(
        byte* text,
        int from,
        int to,
        byte delimiter,
        byte recordEnd,
        byte quote,
        int* marks,
        out bool isAscii
    )
    {
        var next = marks;
        ulong high = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var d = Vector512.Create(delimiter);
            var n = Vector512.Create(recordEnd);
            var q = Vector512.Create(quote);
            for (var i = from; i < to; i += 64)
            {
                var v = Vector512.Load(text + i);
                var hits =
                    Vector512.Equals(v, d)
                    | Vector512.Equals(v, n)
                    | Vector512.Equals(v, q)
                    | Vector512.Equals(v, Vector512<byte>.Zero);
                var keep = to - i >= 64 ? ulong.MaxValue : (1UL << (to - i)) - 1;
                high |= v.ExtractMostSignificantBits() & keep;
                next = Append(next, hits.ExtractMostSignificantBits() & keep, i);
            }
        }
        else
        {
            var d = Vector256.Create(delimiter);
            var n = Vector256.Create(recordEnd);
            var q = Vector256.Create(quote);
            for (var i = from; i < to; i += 64)
            {
                var a = Vector256.Load(text + i);
                var b = Vector256.Load(text + i + 32);
                var hitsA =
                    Vector256.Equals(a, d)
                    | Vector256.Equals(a, n)
                    | Vector256.Equals(a, q)
                    | Vector256.Equals(a, Vector256<byte>.Zero);
                var hitsB =
                    Vector256.Equals(b, d)
                    | Vector256.Equals(b, n)
                    | Vector256.Equals(b, q)
                    | Vector256.Equals(b, Vector256<byte>.Zero);
                var keep = to - i >= 64 ? ulong.MaxValue : (1UL << (to - i)) - 1;
                high |=
                    (a.ExtractMostSignificantBits() | ((ulong)b.ExtractMostSignificantBits() << 32))
                    & keep;
                next = Append(
                    next,
                    (
                        hitsA.ExtractMostSignificantBits()
                        | ((ulong)hitsB.ExtractMostSignificantBits() << 32)
                    ) & keep,
                    i
                );
            }
        }

        isAscii = high == 0;
        return (int)(next - marks);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int* Append(int* next, ulong bits, int position)
    {
        var end = next + BitOperations.PopCount(bits);
        while (bits != 0)
        {
            // eight at a time without a test each: a table has about one structural byte in ten
            next[0] = position + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            next[1] = position + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            next[2] = position + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            next[3] = position + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            next += 4;
        }

        return end;
    }
}
