using System.Runtime.CompilerServices;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>The ids of a table's customers side by side in a new order, so that whoever reads them in that order reads memory forwards.</summary>
internal static class OrderedIds
{
    // so many ids of the greatest length fill a page of 24-bit offsets
    private const int PageIds = (1 << 24) / (ushort.MaxValue + 1);

    /// <summary>Copies the ids.</summary>
    /// <param name="table">The customers.</param>
    /// <param name="order">Their indexes in the order wanted.</param>
    /// <param name="threads">Threads to copy with.</param>
    /// <param name="ahead">Told of each customer before its turn; null for nobody.</param>
    /// <param name="alongside">Told from which row to which ids were copied, while the customers' records are in the cache; null for nobody.</param>
    public static CustomerIds Copy<T>(
        CustomerTable<T> table,
        int[] order,
        int threads,
        Action<int>? ahead = null,
        Action<int, int>? alongside = null
    )
        where T : unmanaged
    {
        var pages = new byte[(order.Length + PageIds - 1) / PageIds][];
        var places = new long[order.Length];
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            block =>
            {
                var end = (int)((long)pages.Length * (block + 1) / threads);
                for (var p = (int)((long)pages.Length * block / threads); p < end; p++)
                {
                    var first = p * PageIds;
                    var count = Math.Min(PageIds, order.Length - first);
                    if (ahead is not null)
                    {
                        foreach (var customer in order.AsSpan(first, count))
                        {
                            ahead(customer);
                        }
                    }

                    pages[p] = CopyPage(table, order.AsSpan(first, count), p, places.AsSpan(first));
                    alongside?.Invoke(first, first + count);
                }
            }
        );
        return new CustomerIds(pages, places);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte[] CopyPage<T>(
        CustomerTable<T> table,
        ReadOnlySpan<int> customers,
        int page,
        Span<long> places
    )
        where T : unmanaged
    {
        foreach (var customer in customers)
        {
            table.PrefetchState(customer);
        }

        var bytes = 0;
        for (var i = 0; i < customers.Length; i++)
        {
            var length = table.IdLength(customers[i]);
            places[i] = CustomerIds.Place(page, bytes, length);
            bytes += length;
        }

        // room behind the last id, because short ids are copied in whole words
        var text = GC.AllocateUninitializedArray<byte>(bytes + IdKey.InlineBytes);
        var at = 0;
        for (var i = 0; i < customers.Length; i++)
        {
            at += table.CopyId(customers[i], text.AsSpan(at));
        }

        return text;
    }
}
