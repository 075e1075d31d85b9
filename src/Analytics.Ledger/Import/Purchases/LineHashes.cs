namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Hashes of lines, 8 bytes each, spread over pages by their first bits; identical lines are counted at the end by sorting page by page.
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
        long repeats = 0;
        Parallel.For(
            0,
            PageCount,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            page =>
            {
                var all = new ulong[parts.Sum(p => p._counts[page])];
                var at = 0;
                foreach (var part in parts)
                {
                    part._pages[page].AsSpan(0, part._counts[page]).CopyTo(all.AsSpan(at));
                    at += part._counts[page];
                }

                Array.Sort(all);
                var found = 0;
                for (var i = 1; i < all.Length; i++)
                {
                    found += all[i] == all[i - 1] ? 1 : 0;
                }

                Interlocked.Add(ref repeats, found);
            }
        );
        return repeats;
    }
}
