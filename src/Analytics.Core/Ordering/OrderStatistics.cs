using System.Numerics;

namespace Analytics.Core.Ordering;

/// <summary>Values at given ranks without a full sort: counting in buckets that are exact for small values and logarithmic above.</summary>
internal static class OrderStatistics
{
    private const int ExactBits = 10;
    private const int MantissaBits = ExactBits - 1;
    private const int Exact = 1 << ExactBits;
    private const int PerPower = 1 << MantissaBits;

    /// <summary>The values at the given ranks in ascending order of value; linear time, the input is not changed.</summary>
    /// <param name="values">At least one value, any order.</param>
    /// <param name="ranks">Ranks 0 to n - 1, ascending.</param>
    /// <param name="found">Receives one value per rank.</param>
    public static void Select(ReadOnlySpan<long> values, ReadOnlySpan<int> ranks, Span<long> found)
    {
        long least = long.MaxValue,
            most = long.MinValue;
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        if (least == most)
        {
            found[..ranks.Length].Fill(least);
            return;
        }

        var counts = new int[Bucket((ulong)most - (ulong)least) + 1];
        foreach (var value in values)
        {
            counts[Bucket((ulong)value - (ulong)least)]++;
        }

        var below = 0;
        var bucket = 0;
        for (var i = 0; i < ranks.Length; )
        {
            while (below + counts[bucket] <= ranks[i])
            {
                below += counts[bucket++];
            }

            var same = i;
            while (same < ranks.Length && ranks[same] < below + counts[bucket])
            {
                same++;
            }

            if (bucket < Exact)
            {
                // these buckets are one value wide
                found[i..same].Fill(unchecked(least + Lowest(bucket)));
            }
            else
            {
                SelectWithin(
                    values,
                    least,
                    bucket,
                    counts[bucket],
                    below,
                    ranks[i..same],
                    found[i..same]
                );
            }

            i = same;
        }
    }

    private static void SelectWithin(
        ReadOnlySpan<long> values,
        long least,
        int bucket,
        int size,
        int below,
        ReadOnlySpan<int> ranks,
        Span<long> found
    )
    {
        var inside = new long[size];
        var from = (ulong)Lowest(bucket);
        var width = (ulong)Lowest(bucket + 1) - from;
        var next = 0;
        foreach (var value in values)
        {
            if (unchecked((ulong)value - (ulong)least - from) < width)
            {
                inside[next++] = value;
            }
        }

        Span<int> inner = stackalloc int[ranks.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            inner[i] = ranks[i] - below;
        }

        Select(inside, inner, found);
    }

    /// <summary>Bucket of a distance from the least value; never falls as the distance grows.</summary>
    private static int Bucket(ulong distance)
    {
        if (distance < Exact)
        {
            return (int)distance;
        }

        var power = BitOperations.Log2(distance);
        var mantissa = (int)(distance >> (power - MantissaBits)) & (PerPower - 1);
        return Exact + ((power - ExactBits) * PerPower) + mantissa;
    }

    /// <summary>Smallest distance of a bucket, as the bits of an unsigned number; 2^64 wraps to 0 after the last bucket.</summary>
    private static long Lowest(int bucket)
    {
        if (bucket < Exact)
        {
            return bucket;
        }

        var power = ((bucket - Exact) / PerPower) + ExactBits;
        var mantissa = (bucket - Exact) % PerPower;
        return (long)((ulong)(PerPower + mantissa) << (power - MantissaBits));
    }
}
