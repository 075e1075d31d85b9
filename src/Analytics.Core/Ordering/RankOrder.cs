using Analytics.Core.Money;

namespace Analytics.Core.Ordering;

/// <summary>Rows in order of their values, equal values in order of their rows (which is the order of the ids).</summary>
internal static class RankOrder
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    /// <summary>The rows with the largest value first.</summary>
    /// <param name="values">One amount per row of the whole table.</param>
    /// <param name="rows">The rows that take part, ascending.</param>
    public static int[] Descending(MoneyColumn values, int[] rows)
    {
        if (!values.IsNarrow)
        {
            var wide = (int[])rows.Clone();
            Array.Sort(
                wide,
                (a, b) => values[a] == values[b] ? a.CompareTo(b) : values[b].CompareTo(values[a])
            );
            return wide;
        }

        return Descending(values.Narrow, rows);
    }

    /// <summary>The rows with the largest value first, for 64-bit values.</summary>
    public static int[] Descending(ReadOnlySpan<long> values, int[] rows)
    {
        var most = long.MinValue;
        foreach (var row in rows)
        {
            most = Math.Max(most, values[row]);
        }

        var distances = new ulong[rows.Length];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = (ulong)most - (ulong)values[rows[i]];
        }

        return SortByDistance(distances, rows);
    }

    /// <summary>The rows with the smallest value first, for 64-bit values.</summary>
    public static int[] Ascending(ReadOnlySpan<long> values, int[] rows)
    {
        var least = long.MaxValue;
        foreach (var row in rows)
        {
            least = Math.Min(least, values[row]);
        }

        var distances = new ulong[rows.Length];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = (ulong)values[rows[i]] - (ulong)least;
        }

        return SortByDistance(distances, rows);
    }

    /// <summary>Stable radix sort by unsigned distance; linear in the rows and in the bits of the largest distance.</summary>
    private static int[] SortByDistance(ulong[] distances, int[] rows)
    {
        var largest = 0UL;
        foreach (var distance in distances)
        {
            largest |= distance;
        }

        var order = (int[])rows.Clone();
        var nextOrder = new int[order.Length];
        var nextDistances = new ulong[order.Length];
        Span<int> places = stackalloc int[Digits];
        for (var shift = 0; shift < 64 && largest >> shift != 0; shift += DigitBits)
        {
            places.Clear();
            foreach (var distance in distances)
            {
                places[(int)(distance >> shift) & (Digits - 1)]++;
            }

            var sum = 0;
            for (var digit = 0; digit < Digits; digit++)
            {
                (places[digit], sum) = (sum, sum + places[digit]);
            }

            for (var i = 0; i < order.Length; i++)
            {
                var place = places[(int)(distances[i] >> shift) & (Digits - 1)]++;
                nextOrder[place] = order[i];
                nextDistances[place] = distances[i];
            }

            (order, nextOrder) = (nextOrder, order);
            (distances, nextDistances) = (nextDistances, distances);
        }

        return order;
    }
}
