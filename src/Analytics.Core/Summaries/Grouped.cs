using System.Runtime.InteropServices;

namespace Analytics.Core.Summaries;

/// <summary>Distinct keys in ascending order and, for each row, the index of its key.</summary>
/// <param name="Keys">Ascending.</param>
/// <param name="IndexOf">One entry per row; -1 where the row takes no part.</param>
internal readonly record struct Grouped<TKey>(TKey[] Keys, int[] IndexOf);

/// <summary>Grouping of equal keys; the result does not depend on the order of the rows but for <c>IndexOf</c> following it.</summary>
internal static class Grouped
{
    /// <summary>Groups whole-number keys by an open table; negative keys take no part.</summary>
    public static Grouped<long> Of(ReadOnlySpan<long> rows)
    {
        var table = new long[1024];
        var place = new int[1024];
        Array.Fill(table, -1L);
        var keys = new List<long>();
        var indexOf = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0)
            {
                indexOf[i] = -1;
                continue;
            }

            var slot = Slot(table, rows[i]);
            if (table[slot] < 0)
            {
                if (keys.Count * 2 >= table.Length)
                {
                    Grow(ref table, ref place);
                    slot = Slot(table, rows[i]);
                }

                table[slot] = rows[i];
                place[slot] = keys.Count;
                keys.Add(rows[i]);
            }

            indexOf[i] = place[slot];
        }

        return Sorted([.. keys], indexOf);
    }

    /// <summary>Groups keys of any comparable kind.</summary>
    public static Grouped<TKey> OfAny<TKey>(ReadOnlySpan<TKey> rows)
        where TKey : notnull
    {
        var known = new Dictionary<TKey, int>();
        var indexOf = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(
                known,
                rows[i],
                out var exists
            );
            if (!exists)
            {
                index = known.Count - 1;
            }

            indexOf[i] = index;
        }

        return Sorted([.. known.Keys], indexOf);
    }

    private static Grouped<TKey> Sorted<TKey>(TKey[] keys, int[] indexOf)
    {
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        for (var i = 0; i < indexOf.Length; i++)
        {
            indexOf[i] = indexOf[i] < 0 ? -1 : rank[indexOf[i]];
        }

        return new Grouped<TKey>(keys, indexOf);
    }

    private static int Slot(long[] table, long key)
    {
        var mask = table.Length - 1;
        var slot = (int)(((ulong)key * 0x9E3779B97F4A7C15UL) >> 32) & mask;
        while (table[slot] >= 0 && table[slot] != key)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private static void Grow(ref long[] table, ref int[] place)
    {
        var (oldTable, oldPlace) = (table, place);
        table = new long[oldTable.Length * 4];
        place = new int[table.Length];
        Array.Fill(table, -1L);
        for (var i = 0; i < oldTable.Length; i++)
        {
            if (oldTable[i] >= 0)
            {
                var slot = Slot(table, oldTable[i]);
                table[slot] = oldTable[i];
                place[slot] = oldPlace[i];
            }
        }
    }
}
