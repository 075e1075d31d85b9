namespace Analytics.Core.Ordering;

/// <summary>Splits rows into ranges that run side by side. What is computed never depends on the split.</summary>
internal static class RowRanges
{
    private const int SmallestRange = 8192;
    private const int RangesPerThread = 4;

    /// <summary>Range borders: range <c>i</c> is <c>Bounds[i] .. Bounds[i + 1] - 1</c>; at least one range.</summary>
    public static int[] Bounds(int count, int threads)
    {
        var wanted = threads <= 1 ? 1 : threads * RangesPerThread;
        var ranges = Math.Max(1, Math.Min(wanted, count / SmallestRange));
        var bounds = new int[ranges + 1];
        for (var i = 1; i <= ranges; i++)
        {
            bounds[i] = (int)((long)count * i / ranges);
        }

        return bounds;
    }

    /// <summary>Runs <paramref name="body"/>(range, from, to) once per range on at most <paramref name="threads"/> threads.</summary>
    public static void Run(int[] bounds, int threads, Action<int, int, int> body)
    {
        if (bounds.Length == 2 || threads <= 1)
        {
            for (var i = 0; i + 1 < bounds.Length; i++)
            {
                body(i, bounds[i], bounds[i + 1]);
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, bounds.Length - 1, options, i => body(i, bounds[i], bounds[i + 1]));
    }

    /// <summary>Runs <paramref name="body"/>(from, to) over all rows.</summary>
    public static void ForEach(int count, int threads, Action<int, int> body) =>
        Run(Bounds(count, threads), threads, (_, from, to) => body(from, to));
}
