using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Orders customers by the bytes of their ids: eight bytes behind the common prefix as numbers first, full comparison for ties.</summary>
internal static class IdOrder
{
    private const int ParallelFrom = 1 << 14;

    /// <summary>A way to an id's bytes.</summary>
    public delegate ReadOnlySpan<byte> IdOf(int customer);

    /// <summary>The given customers in ascending order of their ids.</summary>
    public static int[] Sort(int[] customers, IdOf idOf, int threads)
    {
        if (customers.Length == 0)
        {
            return [];
        }

        var keys = new ulong[customers.Length];
        var ranges =
            threads > 1 && customers.Length >= ParallelFrom
                ? Halves(customers.Length)
                : [(0, customers.Length)];
        var prefix = idOf(customers[0]).Length;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var gate = new Lock();
        Parallel.For(
            0,
            ranges.Length,
            parallel,
            r =>
            {
                var range = ranges[r];
                var common = CommonPrefix(
                    idOf(customers[0]),
                    customers.AsSpan(range.From, range.To - range.From),
                    idOf
                );
                lock (gate)
                {
                    prefix = Math.Min(prefix, common);
                }
            }
        );
        Parallel.For(
            0,
            ranges.Length,
            parallel,
            r =>
            {
                var (from, to) = ranges[r];
                SortRange(
                    keys.AsSpan(from, to - from),
                    customers.AsSpan(from, to - from),
                    prefix,
                    idOf
                );
            }
        );
        return ranges.Length == 1 ? customers : Merge(keys, customers, ranges[0].To, idOf);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortRange(Span<ulong> keys, Span<int> customers, int prefix, IdOf idOf)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = KeyOf(idOf(customers[i])[prefix..]);
        }

        RadixSort.Sort(keys, customers);
        SortTies(keys, customers, idOf);
    }

    private static (int From, int To)[] Halves(int count) => [(0, count / 2), (count / 2, count)];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Merge(ulong[] keys, int[] customers, int middle, IdOf idOf)
    {
        var merged = new int[customers.Length];
        var (a, b) = (0, middle);
        for (var i = 0; i < merged.Length; i++)
        {
            var takeFirst =
                b == customers.Length
                || (
                    a < middle
                    && (
                        keys[a] < keys[b]
                        || (
                            keys[a] == keys[b]
                            && idOf(customers[a]).SequenceCompareTo(idOf(customers[b])) <= 0
                        )
                    )
                );
            merged[i] = takeFirst ? customers[a++] : customers[b++];
        }

        return merged;
    }

    private static void SortTies(Span<ulong> keys, Span<int> customers, IdOf idOf)
    {
        for (var i = 0; i < keys.Length; )
        {
            var j = i + 1;
            while (j < keys.Length && keys[j] == keys[i])
            {
                j++;
            }

            if (j - i > 1)
            {
                customers[i..j].Sort((x, y) => idOf(x).SequenceCompareTo(idOf(y)));
            }

            i = j;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeyOf(ReadOnlySpan<byte> rest)
    {
        if (rest.Length >= 8)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(rest);
        }

        ulong key = 0;
        for (var i = 0; i < 8; i++)
        {
            key = (key << 8) | (i < rest.Length ? rest[i] : 0u);
        }

        return key;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CommonPrefix(
        ReadOnlySpan<byte> first,
        ReadOnlySpan<int> customers,
        IdOf idOf
    )
    {
        var common = first.Length;
        foreach (var customer in customers)
        {
            common = Math.Min(common, first[..common].CommonPrefixLength(idOf(customer)));
        }

        return common;
    }
}
