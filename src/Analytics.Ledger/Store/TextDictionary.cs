using System.Runtime.CompilerServices;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store;

/// <summary>Distinct texts, numbered in the order of their first occurrence.</summary>
internal sealed unsafe class TextDictionary
{
    // a slot holds the upper half of a hash and one more than the number of its text; at most half of them are taken
    private ulong[] _slots = new ulong[1 << 8];
    private Entry[] _entries = new Entry[1 << 7];
    private byte[] _bytes = new byte[1 << 11];

    /// <summary>Number of texts.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all texts.</summary>
    public int Bytes { get; private set; }

    /// <summary>A text.</summary>
    public ReadOnlySpan<byte> this[int number] =>
        _bytes.AsSpan(_entries[number].Start, _entries[number].Length);

    /// <summary>The number of a text; a new one gets the next number.</summary>
    /// <param name="text">The text; <see cref="IdKey.InlineBytes"/> from there on must be readable whatever the length.</param>
    /// <param name="length">Its length.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NumberOf(byte* text, int length)
    {
        var key = new IdKey(text, length);
        var mask = _slots.Length - 1;
        for (var slot = (int)key.Hash & mask; ; slot = (slot + 1) & mask)
        {
            var found = _slots[slot];
            if (found == 0)
            {
                return Add(key, new ReadOnlySpan<byte>(text, length));
            }

            if ((found ^ key.Hash) >> 32 == 0)
            {
                var number = (int)(uint)found - 1;
                ref var entry = ref _entries[number];
                if (
                    entry.Head == key.Head
                    && entry.Tail == key.Tail
                    && entry.Length == length
                    && (length <= IdKey.InlineBytes || IsSame(number, text, length))
                )
                {
                    return number;
                }
            }
        }
    }

    /// <summary>Starts again with no texts; the memory is used again.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        (Count, Bytes) = (0, 0);
    }

    private bool IsSame(int number, byte* text, int length) =>
        this[number].SequenceEqual(new ReadOnlySpan<byte>(text, length));

    private int Add(in IdKey key, ReadOnlySpan<byte> text)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
            _slots = new ulong[_slots.Length * 2];
            for (var number = 0; number < Count; number++)
            {
                Place(_entries[number].Hash, number);
            }
        }

        if (Bytes > _bytes.Length - text.Length)
        {
            var bytes = Math.Max(_bytes.Length * 2L, Bytes + (long)text.Length);
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, bytes));
        }

        text.CopyTo(_bytes.AsSpan(Bytes));
        _entries[Count] = new Entry(key.Head, key.Tail, key.Hash, Bytes, text.Length);
        Place(key.Hash, Count);
        Bytes += text.Length;
        return Count++;
    }

    private void Place(ulong hash, int number)
    {
        var slot = (int)hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        _slots[slot] = (hash & 0xFFFF_FFFF_0000_0000) | ((uint)number + 1);
    }

    private readonly record struct Entry(ulong Head, ulong Tail, ulong Hash, int Start, int Length);
}
