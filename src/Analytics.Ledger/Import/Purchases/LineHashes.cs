using System.Numerics;
using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Hashes of lines, 8 bytes each, spread over pages by their first bits; identical lines are counted at the end page by page.
/// A chance match of two different lines among 50 million has a probability below one in ten thousand.
/// </summary>
internal sealed class LineHashes
{
    private const int PageCount = 256;
    private readonly ulong[][] _pages = new ulong[PageCount][];
    private readonly int[] _counts = new int[PageCount];

    /// <summary>Adds a line.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        var hash = IdKey.HashBytes(line);
        var page = (int)(hash >> 56);
        ref var items = ref _pages[page];
        items ??= new ulong[64];
        if (_counts[page] == items.Length)
        {
            Array.Resize(ref items, items.Length * 2);
        }

        items[_counts[page]++] = hash;
    }

    /// <summary>Lines that repeat an earlier one, over several parts of one file.</summary>
    public static long CountRepeats(IReadOnlyList<LineHashes> parts, int threads)
    {
        var most = Enumerable.Range(0, PageCount).Max(page => parts.Sum(p => p._counts[page]));
        var room = BitOperations.RoundUpToPowerOf2((uint)most * 2);
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
                    found += Repeats(part._pages[page].AsSpan(0, part._counts[page]), seen);
                }

                Interlocked.Add(ref repeats, found);
                return seen;
            },
            _ => { }
        );
        return repeats;
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
