using System.Buffers.Binary;
using System.Numerics;

namespace Analytics.Ledger.Store.Columnar;

/// <summary>
/// Lengths of texts in Parquet's encoding <c>DELTA_BINARY_PACKED</c>: the differences of neighbours, less the smallest of their block, in as many
/// bits as the largest of 32 needs. Equal lengths take next to nothing.
/// </summary>
internal static class DeltaLengths
{
    private const int BlockValues = 128;
    private const int MiniValues = 32;
    private const int Minis = BlockValues / MiniValues;
    private const int MostHeaderBytes = 32;

    // widths and the smallest difference, and the differences themselves
    private const int MostBlockBytes = 10 + Minis + (BlockValues * sizeof(uint)) + sizeof(ulong);

    /// <summary>Most bytes that so many lengths take.</summary>
    public static int MostBytes(int count) =>
        MostHeaderBytes + (((count / BlockValues) + 1) * MostBlockBytes);

    /// <summary>Writes lengths and returns the bytes used.</summary>
    /// <param name="lengths">The lengths; at least one.</param>
    /// <param name="target">At least <see cref="MostBytes"/>.</param>
    public static int Write(ReadOnlySpan<int> lengths, Span<byte> target)
    {
        var at = 0;
        Put(target, ref at, BlockValues);
        Put(target, ref at, Minis);
        Put(target, ref at, (ulong)lengths.Length);
        Put(target, ref at, Fold(lengths[0]));
        Span<long> deltas = stackalloc long[BlockValues];
        for (var from = 1; from < lengths.Length; from += BlockValues)
        {
            var count = Math.Min(BlockValues, lengths.Length - from);
            var least = long.MaxValue;
            for (var i = 0; i < count; i++)
            {
                deltas[i] = (long)lengths[from + i] - lengths[from + i - 1];
                least = Math.Min(least, deltas[i]);
            }

            // a block is filled up with what takes no room
            deltas[count..].Fill(least);
            Put(target, ref at, Fold(least));
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

    /// <summary>Reads lengths and returns the bytes used.</summary>
    /// <param name="source">What <see cref="Write"/> wrote, and anything behind it.</param>
    /// <param name="lengths">Receives the lengths, as many as were written.</param>
    public static int Read(ReadOnlySpan<byte> source, Span<int> lengths)
    {
        var at = 0;
        _ = Get(source, ref at);
        _ = Get(source, ref at);
        _ = Get(source, ref at);
        var length = Unfold(Get(source, ref at));
        lengths[0] = (int)length;
        for (var from = 1; from < lengths.Length; from += BlockValues)
        {
            var least = Unfold(Get(source, ref at));
            var widths = source.Slice(at, Minis);
            at += Minis;
            for (var mini = 0; mini < Minis; mini++)
            {
                var first = Math.Min(lengths.Length, from + (mini * MiniValues));
                var values = lengths[first..Math.Min(lengths.Length, first + MiniValues)];
                var (width, next) = (widths[mini], at);
                var (bits, have) = (0UL, 0);
                foreach (ref var value in values)
                {
                    if (have < width)
                    {
                        bits |=
                            (ulong)BinaryPrimitives.ReadUInt32LittleEndian(source[next..]) << have;
                        next += sizeof(uint);
                        have += 32;
                    }

                    length += least + (long)(bits & ((1UL << width) - 1));
                    bits >>= width;
                    have -= width;
                    value = (int)length;
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
                BinaryPrimitives.WriteUInt32LittleEndian(target[at..], (uint)bits);
                at += sizeof(uint);
                bits >>= 32;
                used -= 32;
            }
        }
    }

    private static ulong Fold(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static long Unfold(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private static ulong Get(ReadOnlySpan<byte> source, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            ulong next = source[at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static void Put(Span<byte> target, ref int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            target[at++] = (byte)(value | 0x80);
        }

        target[at++] = (byte)value;
    }
}
