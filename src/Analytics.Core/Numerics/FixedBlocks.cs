namespace Analytics.Core.Numerics;

/// <summary>
/// Work over rows in blocks of a fixed size. Sums are made inside each block and then over the blocks in order, so that a result has the
/// same bits at any number of threads.
/// </summary>
public static class FixedBlocks
{
    /// <summary>Rows per block.</summary>
    public const int Size = 2048;

    /// <summary>Fills <paramref name="total"/> with the sums of what the blocks put into their own span.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="total">Overwritten; its length is the number of sums.</param>
    /// <param name="block">Adds rows [from, to) into the sums given, which begin at zero.</param>
    public static void Sum(
        int rows,
        int threads,
        Span<double> total,
        Action<int, int, Memory<double>> block
    )
    {
        var width = total.Length;
        var count = (rows + Size - 1) / Size;
        var sums = new double[count * width];
        Each(
            rows,
            threads,
            (from, to) => block(from, to, sums.AsMemory(from / Size * width, width))
        );
        total.Clear();
        for (var b = 0; b < count; b++)
        {
            for (var i = 0; i < width; i++)
            {
                total[i] += sums[(b * width) + i];
            }
        }
    }

    /// <summary>Runs <paramref name="block"/> for rows [from, to) of each block.</summary>
    public static void Each(int rows, int threads, Action<int, int> block)
    {
        var count = (rows + Size - 1) / Size;
        if (threads <= 1 || count <= 1)
        {
            for (var b = 0; b < count; b++)
            {
                block(b * Size, Math.Min(rows, (b + 1) * Size));
            }

            return;
        }

        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            b => block(b * Size, Math.Min(rows, (b + 1) * Size))
        );
    }
}
