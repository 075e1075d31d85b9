using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Hashes of lines, 8 bytes each, spread over pages by their first bits; identical lines are counted at the end page by page.
/// A chance match of two different lines among 50 million has a probability below one in ten thousand.
/// </summary>
internal sealed class LineHashes
{
    private const int PageCount = 256;
    private const ulong FirstKey = 0x9E37_79B9_7F4A_7C15;
    private const ulong NextKey = 0xD6E8_FEB8_6659_FD93;
    private const ulong LastKey = 0xA076_1D64_78BD_642F;

    // a page's hashes stand in chunks, whose first word tells where the chunk before it ends; chunks are cut from slabs, so that none is ever moved
    private const int ChunkWords = 64;
    private const int SlabBits = 11;
    private const int SlabWords = 1 << SlabBits;
    private readonly List<ulong[]> _slabs = [];
    private readonly int[] _ends = new int[PageCount];
    private readonly int[] _counts = new int[PageCount];

    // the first chunk stays unused: no page ends at 0
    private int _nextChunk = ChunkWords;

    /// <summary>Adds a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> line)
    {
        var hash = HashOf(line);
        var page = (int)(hash >> 56);
        ref var end = ref _ends[page];
        if (end % ChunkWords == 0)
        {
            end = BeginChunk(end);
        }

        _slabs[end >> SlabBits][end % SlabWords] = hash;
        end++;
        _counts[page]++;
    }

    /// <summary>Lines that repeat an earlier one, over several parts of one file.</summary>
    public static long CountRepeats(IReadOnlyList<LineHashes> parts, int threads)
    {
        var most = Enumerable.Range(0, PageCount).Max(page => parts.Sum(p => p._counts[page]));
        var room = BitOperations.RoundUpToPowerOf2((uint)most * 4 / 3);
        long repeats = 0;
        Parallel.For(
            0,
            PageCount,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => new ulong[room],
            (page, _, seen) =>
            {
                // a table for the largest page fits them all, and stays in the cache
                seen.AsSpan().Clear();
                var found = 0;
                foreach (var part in parts)
                {
                    found += part.Repeats(page, seen);
                }

                Interlocked.Add(ref repeats, found);
                return seen;
            },
            _ => { }
        );
        return repeats;
    }

    /// <summary>
    /// The sum of the products of neighbouring words, each word shifted by a key of its place: every product is on its way at once. The last words of a
    /// line overlap those before them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HashOf(ReadOnlySpan<byte> line)
    {
        const int pair = 2 * sizeof(ulong);
        if (line.Length < pair)
        {
            return IdKey.HashBytes(line);
        }

        ref var text = ref MemoryMarshal.GetReference(line);
        var (key, sum) = (FirstKey, (ulong)line.Length * FirstKey);
        for (var at = 0; ; at += pair)
        {
            var isLast = at >= line.Length - pair;
            ref var words = ref Unsafe.Add(ref text, isLast ? line.Length - pair : at);
            var high = Math.BigMul(
                Unsafe.ReadUnaligned<ulong>(in words) + key,
                Unsafe.ReadUnaligned<ulong>(in Unsafe.Add(ref words, sizeof(ulong)))
                    + (key * NextKey),
                out var low
            );
            sum += high ^ low;
            key += NextKey;
            if (isLast)
            {
                var mixed = Math.BigMul(sum, LastKey, out var rest);
                return mixed ^ rest;
            }
        }
    }

    private int BeginChunk(int end)
    {
        var start = _nextChunk;
        if (start % SlabWords == 0 || _slabs.Count == 0)
        {
            _slabs.Add(GC.AllocateUninitializedArray<ulong>(SlabWords));
        }

        _nextChunk += ChunkWords;
        _slabs[start >> SlabBits][start % SlabWords] = (ulong)end;
        return start + 1;
    }

    private int Repeats(int page, ulong[] seen)
    {
        var found = 0;
        for (var end = _ends[page]; end > 0; )
        {
            var first = (end - 1) / ChunkWords * ChunkWords;
            var slab = _slabs[first >> SlabBits];
            var start = first % SlabWords;
            found += Repeats(slab.AsSpan(start + 1, end - first - 1), seen);
            end = (int)slab[start];
        }

        return found;
    }

    /// <summary>Adds hashes to an open-addressing table with room for them and counts those that were there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Repeats(ReadOnlySpan<ulong> hashes, ulong[] seen)
    {
        var mask = (uint)seen.Length - 1;
        var found = 0;
        foreach (var hash in hashes)
        {
            // 0 marks a free place
            var kept = Math.Max(hash, 1);
            var i = (uint)(hash >> 20) & mask;
            while (seen[i] != 0 && seen[i] != kept)
            {
                i = (i + 1) & mask;
            }

            found += seen[i] == kept ? 1 : 0;
            seen[i] = kept;
        }

        return found;
    }
}
