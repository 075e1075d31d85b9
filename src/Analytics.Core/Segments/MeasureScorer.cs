using System.Numerics;
using Analytics.Core.Money;
using Analytics.Core.Ordering;

namespace Analytics.Core.Segments;

/// <summary>Cuts and scores of one measure over the scored customers.</summary>
internal static class MeasureScorer
{
    /// <summary>Type-7 quantile cuts at 1/bins .. (bins - 1)/bins.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="bins">Number of scores.</param>
    public static Cut[] QuantileCuts(MoneyColumn values, int bins)
    {
        Span<int> ranks = stackalloc int[2 * (bins - 1)];
        for (var k = 1; k < bins; k++)
        {
            var low = (int)((values.Count - 1L) * k / bins);
            ranks[2 * (k - 1)] = low;
            ranks[(2 * (k - 1)) + 1] = Math.Min(low + 1, values.Count - 1);
        }

        var found = AtRanks(values, ranks);
        var cuts = new Cut[bins - 1];
        var unit = BigInteger.Pow(10, values.Scale);
        for (var k = 1; k < bins; k++)
        {
            var part = (int)((values.Count - 1L) * k % bins);
            var (low, high) = (found[2 * (k - 1)], found[(2 * (k - 1)) + 1]);
            var numerator = ((BigInteger)low * (bins - part)) + ((BigInteger)high * part);
            cuts[k - 1] = Cut.Of(numerator, bins * unit);
        }

        return cuts;
    }

    /// <summary>Scores by cuts: 1 + number of cuts strictly below the value, or bins - that number where reversed.</summary>
    public static byte[] ByCuts(MoneyColumn values, IReadOnlyList<Cut> cuts, bool reversed)
    {
        var scores = new byte[values.Count];
        if (values.IsNarrow)
        {
            var limits = cuts.Select(cut => Clamp(cut.Floor(values.Scale))).ToArray();
            ByLimits(values.Narrow, limits, reversed, scores);
        }
        else
        {
            var limits = cuts.Select(cut => cut.Floor(values.Scale)).ToArray();
            ByLimits<Int128>(values.ToWide(), limits, reversed, scores);
        }

        return scores;
    }

    /// <summary>Scores by ntile over (value, row); the cuts are the largest value of each group.</summary>
    public static byte[] ByNtile(MoneyColumn values, int bins, bool reversed, out Cut[] cuts)
    {
        int[] rows = [.. Enumerable.Range(0, values.Count)];
        var order = values.IsNarrow
            ? RankOrder.Ascending(values.Narrow, rows)
            : [.. rows.OrderBy(row => values[row])];
        var scores = new byte[values.Count];
        cuts = new Cut[bins - 1];
        var (size, larger) = (values.Count / bins, values.Count % bins);
        var unit = BigInteger.Pow(10, values.Scale);
        var next = 0;
        for (var group = 0; group < bins; group++)
        {
            var end = next + size + (group < larger ? 1 : 0);
            for (; next < end; next++)
            {
                scores[order[next]] = (byte)(reversed ? bins - group : group + 1);
            }

            if (group < bins - 1)
            {
                cuts[group] = Cut.Of(values[order[Math.Max(0, end - 1)]], unit);
            }
        }

        return scores;
    }

    private static void ByLimits<T>(
        ReadOnlySpan<T> values,
        ReadOnlySpan<T> limits,
        bool reversed,
        Span<byte> scores
    )
        where T : struct, IBinaryInteger<T>
    {
        var (start, step) = reversed ? (limits.Length + 1, -1) : (1, 1);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var above = 0;
            foreach (var limit in limits)
            {
                above += value > limit ? 1 : 0;
            }

            scores[i] = (byte)(start + (step * above));
        }
    }

    private static Int128[] AtRanks(MoneyColumn values, ReadOnlySpan<int> ranks)
    {
        var found = new Int128[ranks.Length];
        if (values.IsNarrow)
        {
            // with few values, neighbouring cuts share ranks
            Span<int> ascending = stackalloc int[ranks.Length];
            ranks.CopyTo(ascending);
            ascending.Sort();
            Span<long> narrow = stackalloc long[ranks.Length];
            OrderStatistics.Select(values.Narrow, ascending, narrow);
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = narrow[ascending.IndexOf(ranks[i])];
            }

            return found;
        }

        var sorted = values.ToWide();
        Array.Sort(sorted);
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = sorted[ranks[i]];
        }

        return found;
    }

    private static long Clamp(Int128 limit) =>
        (long)Int128.Clamp(limit, long.MinValue, long.MaxValue);
}
