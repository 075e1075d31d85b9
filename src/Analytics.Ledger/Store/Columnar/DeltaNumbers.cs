using System.Numerics;
using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Store.Columnar;

/// <summary>
/// Numbers of 32 or 64 bits in Parquet's encoding <c>DELTA_BINARY_PACKED</c>: the differences of neighbours, less the smallest of their block, in as
/// many bits as the largest of 32 needs. Equal numbers take next to nothing.
/// </summary>
internal static class DeltaNumbers
{
    private const int BlockValues = 128;
    private const int MiniValues = 32;
    private const int Minis = BlockValues / MiniValues;
    private const int MostWidth = 32;
    private const int MostHeaderBytes = 32;

    // widths and the smallest difference, and the differences themselves
    private const int MostBlockBytes =
        Varint.MostBytes + Minis + (BlockValues * sizeof(uint)) + sizeof(ulong);

    /// <summary>Most bytes that so many numbers take.</summary>
    public static int MostBytes(int count) =>
        MostHeaderBytes + (((count / BlockValues) + 1) * MostBlockBytes);

    /// <summary>Writes numbers and returns the bytes used; 0 where a difference would take more than 32 bits.</summary>
    /// <param name="numbers">The numbers; at least one.</param>
    /// <param name="target">At least <see cref="MostBytes"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Write<T>(ReadOnlySpan<T> numbers, Span<byte> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        var at = 0;
        Varint.Put(target, ref at, BlockValues);
        Varint.Put(target, ref at, Minis);
        Varint.Put(target, ref at, (ulong)numbers.Length);
        Varint.Put(target, ref at, Fold(long.CreateTruncating(numbers[0])));
        Span<long> deltas = stackalloc long[BlockValues];
        for (var from = 1; from < numbers.Length; from += BlockValues)
        {
            var count = Math.Min(BlockValues, numbers.Length - from);
            var least = long.MaxValue;
            for (var i = 0; i < count; i++)
            {
                // differences wrap around in the size of the numbers
                deltas[i] = long.CreateTruncating(numbers[from + i] - numbers[from + i - 1]);
                least = Math.Min(least, deltas[i]);
            }

            // a block is filled up with what takes no room
            deltas[count..].Fill(least);
            Varint.Put(target, ref at, Fold(least));
            var widths = target.Slice(at, Minis);
            at += Minis;
            for (var mini = 0; mini < Minis; mini++)
            {
                var values = deltas.Slice(mini * MiniValues, MiniValues);
                ulong all = 0;
                foreach (ref var value in values)
                {
                    value -= least;
                    all |= (ulong)value;
                }

                var width = 64 - BitOperations.LeadingZeroCount(all);
                if (width > MostWidth)
                {
                    return 0;
                }

                widths[mini] = (byte)width;
                if (width > 0)
                {
                    Pack(values, width, target[at..]);
                    at += MiniValues * width / 8;
                }
            }
        }

        return at;
    }

    /// <summary>Reads numbers and returns the bytes used.</summary>
    /// <param name="source">What <see cref="Write"/> wrote, and anything behind it.</param>
    /// <param name="numbers">Receives the numbers, as many as were written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Read<T>(ReadOnlySpan<byte> source, Span<T> numbers)
        where T : unmanaged, IBinaryInteger<T>
    {
        var at = 0;
        _ = Varint.Get(source, ref at);
        _ = Varint.Get(source, ref at);
        _ = Varint.Get(source, ref at);
        var number = Unfold(Varint.Get(source, ref at));
        numbers[0] = T.CreateTruncating(number);
        for (var from = 1; from < numbers.Length; from += BlockValues)
        {
            var least = Unfold(Varint.Get(source, ref at));
            var widths = source.Slice(at, Minis);
            at += Minis;
            for (var mini = 0; mini < Minis; mini++)
            {
                var first = Math.Min(numbers.Length, from + (mini * MiniValues));
                var values = numbers[first..Math.Min(numbers.Length, first + MiniValues)];
                var (width, next) = (widths[mini], at);
                var (bits, have) = (0UL, 0);
                foreach (ref var value in values)
                {
                    if (have < width)
                    {
                        bits |= (ulong)Unsafe.ReadUnaligned<uint>(in source[next]) << have;
                        next += sizeof(uint);
                        have += 32;
                    }

                    number += least + (long)(bits & ((1UL << width) - 1));
                    bits >>= width;
                    have -= width;
                    value = T.CreateTruncating(number);
                }

                at += MiniValues * width / 8;
            }
        }

        return at;
    }

    private static void Pack(ReadOnlySpan<long> values, int width, Span<byte> target)
    {
        var (bits, used, at) = (0UL, 0, 0);
        foreach (var value in values)
        {
            bits |= (ulong)value << used;
            used += width;
            if (used >= 32)
            {
                Unsafe.WriteUnaligned(ref target[at], (uint)bits);
                at += sizeof(uint);
                bits >>= 32;
                used -= 32;
            }
        }
    }

    private static ulong Fold(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static long Unfold(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
