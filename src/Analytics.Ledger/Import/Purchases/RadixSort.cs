using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Sorts by 64-bit keys, one byte of the key after the other, leaving out bytes that are the same in all keys: linear time.</summary>
internal static class RadixSort
{
    private const int Digits = sizeof(ulong);
    private const int Values = 1 << 8;

    /// <summary>Puts keys in ascending order and moves what belongs to them along; equal keys keep their order.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="items">One item per key.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(Span<ulong> keys, Span<int> items)
    {
        var counts = new int[Digits * Values];
        foreach (var key in keys)
        {
            for (var d = 0; d < Digits; d++)
            {
                counts[(d * Values) + (byte)(key >> (8 * d))]++;
            }
        }

        var spareKeys = new ulong[keys.Length];
        var spareItems = new int[keys.Length];
        var isSpare = false;
        for (var d = 0; d < Digits; d++)
        {
            var places = counts.AsSpan(d * Values, Values);
            if (places.Contains(keys.Length))
            {
                continue;
            }

            var next = 0;
            foreach (ref var place in places)
            {
                (place, next) = (next, next + place);
            }

            if (isSpare)
            {
                Deal(spareKeys, spareItems, keys, items, places, 8 * d);
            }
            else
            {
                Deal(keys, items, spareKeys, spareItems, places, 8 * d);
            }

            isSpare = !isSpare;
        }

        if (isSpare)
        {
            spareKeys.CopyTo(keys);
            spareItems.CopyTo(items);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Deal(
        ReadOnlySpan<ulong> keys,
        ReadOnlySpan<int> items,
        Span<ulong> keysTo,
        Span<int> itemsTo,
        Span<int> places,
        int shift
    )
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var at = places[(byte)(keys[i] >> shift)]++;
            keysTo[at] = keys[i];
            itemsTo[at] = items[i];
        }
    }
}
