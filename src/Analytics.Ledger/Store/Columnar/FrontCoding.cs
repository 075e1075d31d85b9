using System.Numerics;
using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Store.Columnar;

/// <summary>
/// Texts in Parquet's encoding <c>DELTA_BYTE_ARRAY</c>: of each how many bytes it begins with as the one before it, and the rest. Rising numbers, as orders
/// have them, take a byte or two.
/// </summary>
internal static unsafe class FrontCoding
{
    /// <summary>Bytes behind the texts that are touched too.</summary>
    public const int Slack = sizeof(ulong);

    private const int SampledTexts = 1 << 10;

    /// <summary>True where the first texts begin with half or more of the bytes of their forerunners.</summary>
    /// <param name="lengths">Lengths of the texts.</param>
    /// <param name="bytes">The texts, one behind the other.</param>
    public static bool Pays(ReadOnlySpan<int> lengths, ReadOnlySpan<byte> bytes)
    {
        var sample = lengths[..Math.Min(SampledTexts, lengths.Length)];
        var (shared, all) = (0L, 0);
        ReadOnlySpan<byte> last = [];
        foreach (var length in sample)
        {
            var text = bytes.Slice(all, length);
            shared += text.CommonPrefixLength(last);
            all += length;
            last = text;
        }

        return shared > 0 && shared * 2 >= all;
    }

    /// <summary>Splits texts into what they share with their forerunners and the rest.</summary>
    /// <param name="lengths">Lengths of the texts.</param>
    /// <param name="bytes">The texts, one behind the other; <see cref="Slack"/> more bytes must be readable behind them.</param>
    /// <param name="shared">Receives the bytes each text shares; of the first none.</param>
    /// <param name="rests">Receives the lengths of the rests.</param>
    /// <param name="target">Receives the rests; as many bytes as the texts have, and <see cref="Slack"/>.</param>
    /// <returns>Bytes of the rests.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Split(
        ReadOnlySpan<int> lengths,
        ReadOnlySpan<byte> bytes,
        Span<int> shared,
        Span<int> rests,
        Span<byte> target
    )
    {
        fixed (
            byte* texts = bytes,
                start = target
        )
        {
            byte* text = texts,
                last = texts,
                to = start;
            var lastLength = 0;
            for (var i = 0; i < lengths.Length; i++)
            {
                var length = lengths[i];
                var same = Shared(last, text, Math.Min(lastLength, length));
                var rest = length - same;
                if (rest <= Slack)
                {
                    *(ulong*)to = *(ulong*)(text + same);
                }
                else
                {
                    Unsafe.CopyBlockUnaligned(to, text + same, (uint)rest);
                }

                (shared[i], rests[i]) = (same, rest);
                lastLength = length;
                last = text;
                text += length;
                to += rest;
            }

            return (int)(to - start);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Shared(byte* last, byte* text, int most)
    {
        for (var same = 0; same < most; same += sizeof(ulong))
        {
            var differences = *(ulong*)(last + same) ^ *(ulong*)(text + same);
            if (differences != 0)
            {
                return Math.Min(most, same + (BitOperations.TrailingZeroCount(differences) / 8));
            }
        }

        return most;
    }

    /// <summary>Puts texts together again.</summary>
    /// <param name="shared">The bytes each text shares with the one before it.</param>
    /// <param name="rests">The lengths of the rests.</param>
    /// <param name="source">The rests.</param>
    /// <param name="texts">Receives the texts.</param>
    public static void Join(
        ReadOnlySpan<int> shared,
        ReadOnlySpan<int> rests,
        ReadOnlySpan<byte> source,
        Span<ReadOnlyMemory<byte>> texts
    )
    {
        var all = 0;
        for (var i = 0; i < shared.Length; i++)
        {
            all += shared[i] + rests[i];
        }

        var bytes = new byte[all];
        var (at, last) = (0, 0);
        for (var i = 0; i < shared.Length; i++)
        {
            var length = shared[i] + rests[i];
            bytes.AsSpan(last, shared[i]).CopyTo(bytes.AsSpan(at));
            source[..rests[i]].CopyTo(bytes.AsSpan(at + shared[i]));
            source = source[rests[i]..];
            texts[i] = new ReadOnlyMemory<byte>(bytes, at, length);
            (last, at) = (at, at + length);
        }
    }
}
