using System.Buffers.Binary;
using System.Numerics;

namespace Analytics.Ledger.Store.Columnar;

/// <summary>
/// Places in a dictionary in Parquet's encoding <c>RLE_DICTIONARY</c>: the bits of a place, then one run of all places packed in as many bits each.
/// </summary>
internal static class DictionaryCodes
{
    private const int GroupValues = 8;

    /// <summary>Most bytes that so many codes take.</summary>
    public static int MostBytes(int count) =>
        1 + Varint.MostBytes + ((count + GroupValues) * sizeof(int)) + sizeof(ulong);

    /// <summary>Writes codes and returns the bytes used.</summary>
    /// <param name="codes">The codes, at least one; none below 0.</param>
    /// <param name="entries">Entries of the dictionary: every code is less.</param>
    /// <param name="target">At least <see cref="MostBytes"/>.</param>
    public static int Write(ReadOnlySpan<int> codes, int entries, Span<byte> target)
    {
        var width = 32 - BitOperations.LeadingZeroCount((uint)entries - 1);
        target[0] = (byte)width;
        var at = 1;
        if (width == 0)
        {
            // one entry: a run of it, whose value takes no byte
            Varint.Put(target, ref at, (ulong)codes.Length << 1);
            return at;
        }

        var groups = (codes.Length + GroupValues - 1) / GroupValues;
        Varint.Put(target, ref at, ((ulong)groups << 1) | 1);
        var end = at + (groups * width);
        var (bits, used) = (0UL, 0);
        foreach (var code in codes)
        {
            bits |= (ulong)code << used;
            used += width;
            if (used >= 32)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(target[at..], (uint)bits);
                at += sizeof(uint);
                bits >>= 32;
                used -= 32;
            }
        }

        // what is left, and zeros up to the end of the last group
        BinaryPrimitives.WriteUInt64LittleEndian(target[at..], bits);
        target[Math.Min(end, at + sizeof(ulong))..end].Clear();
        return end;
    }

    /// <summary>Reads codes.</summary>
    /// <param name="source">What <see cref="Write"/> wrote.</param>
    /// <param name="codes">Receives the codes, as many as were written.</param>
    public static void Read(ReadOnlySpan<byte> source, Span<int> codes)
    {
        var width = source[0];
        var at = 1;
        _ = Varint.Get(source, ref at);
        var (bits, have) = (0UL, 0);
        var mask = (1UL << width) - 1;
        foreach (ref var code in codes)
        {
            for (; have < width; have += 8)
            {
                bits |= (ulong)source[at++] << have;
            }

            code = (int)(bits & mask);
            bits >>= width;
            have -= width;
        }
    }
}
