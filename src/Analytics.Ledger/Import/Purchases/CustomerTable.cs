using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Analytics.Core.Summaries;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Customers by id: an open-addressing table of 64-bit slots (32 bits of hash, 32 bits of index) over records that hold the first 16 bytes
/// of the id beside what is added up, so that one row costs two cache lines. Longer ids keep their bytes in pages of their own.
/// </summary>
/// <typeparam name="TState">What is kept per customer.</typeparam>
internal sealed unsafe class CustomerTable<TState> : IDisposable
    where TState : unmanaged
{
    private const int PageBits = 16;
    private const int PageSize = 1 << PageBits;
    private const int IdPageBytes = 1 << 20;
    private const int JoinBlock = 256;

    private readonly List<NativeBuffer> _pages = [];
    private readonly List<byte[]> _idPages = [];
    private Record*[] _records = new Record*[16];

    // of ids longer than their key; null where a page has none
    private long[]?[] _places = new long[]?[16];
    private NativeBuffer _slots;
    private uint _mask;
    private int _idUsed = IdPageBytes;

    /// <summary>An empty table.</summary>
    public CustomerTable(int capacity = 1 << 10)
    {
        _slots = new NativeBuffer((long)capacity * sizeof(ulong));
        _mask = (uint)capacity - 1;
    }

    /// <summary>Number of customers.</summary>
    public int Count { get; private set; }

    private ulong* Slots => (ulong*)_slots.Pointer;

    /// <summary>What is kept for a customer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TState State(int index) =>
        ref _records[index >> PageBits][index & (PageSize - 1)].State;

    /// <summary>First 8 bytes of the id, little endian, zero-padded.</summary>
    public ulong Head(int index) => _records[index >> PageBits][index & (PageSize - 1)].Head;

    /// <summary>Bytes of the id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IdLength(int index)
    {
        var record = _records[index >> PageBits] + (index & (PageSize - 1));
        return IdKey.IsLong(record->Tail)
            ? LongId(index).Length
            : IdKey.InlineLength(record->Head, record->Tail);
    }

    /// <summary>Copies an id, and possibly some bytes behind it, and returns its length.</summary>
    /// <param name="index">The customer.</param>
    /// <param name="target">Room for the id and <see cref="IdKey.InlineBytes"/> more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CopyId(int index, Span<byte> target)
    {
        var record = _records[index >> PageBits] + (index & (PageSize - 1));
        if (IdKey.IsLong(record->Tail))
        {
            var id = LongId(index);
            id.CopyTo(target);
            return id.Length;
        }

        var head = target[..IdKey.InlineBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(head, record->Head);
        BinaryPrimitives.WriteUInt64LittleEndian(head[sizeof(ulong)..], record->Tail);
        return IdKey.InlineLength(record->Head, record->Tail);
    }

    /// <summary>The id's bytes; they stay where they are until the table is disposed of.</summary>
    public ReadOnlySpan<byte> Id(int index)
    {
        var record = _records[index >> PageBits] + (index & (PageSize - 1));
        // the two words are a short id
        return IdKey.IsLong(record->Tail)
            ? LongId(index)
            : new ReadOnlySpan<byte>(&record->Head, IdKey.InlineLength(record->Head, record->Tail));
    }

    private ReadOnlySpan<byte> LongId(int index)
    {
        var place = _places[index >> PageBits]![index & (PageSize - 1)];
        return _idPages[(int)(place >>> 40)]
            .AsSpan((int)(place >>> 16) & 0xFFFFFF, (int)place & 0xFFFF);
    }

    /// <summary>Adds the customers of another table and gives the index of each here.</summary>
    public int[] Join<TOther>(CustomerTable<TOther> other, int threads)
        where TOther : unmanaged
    {
        var map = new int[other.Count];
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            block =>
                Lookup(
                    other,
                    map,
                    (int)((long)map.Length * block / threads),
                    (int)((long)map.Length * (block + 1) / threads)
                )
        );
        AddMissing(other, map);
        return map;
    }

    /// <summary>The index here of some customers of another table, or -1; only reads this table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Lookup<TOther>(CustomerTable<TOther> other, int[] map, int first, int end)
        where TOther : unmanaged
    {
        var scratch = GC.AllocateArray<byte>(ushort.MaxValue + IdKey.InlineBytes, pinned: true);
        var text = (byte*)Unsafe.AsPointer(ref scratch[0]);
        var keys = new IdKey[JoinBlock];
        var guesses = new int[JoinBlock];
        for (var from = first; from < end; from += JoinBlock)
        {
            var count = Math.Min(JoinBlock, end - from);
            for (var i = 0; i < count; i++)
            {
                keys[i] = other.KeyOf(from + i, scratch, text);
                PrefetchSlot(keys[i].Hash);
            }

            for (var i = 0; i < count; i++)
            {
                guesses[i] = Guess(keys[i].Hash);
            }

            for (var i = 0; i < count; i++)
            {
                var length = other.IdLength(from + i);
                if (length > IdKey.InlineBytes)
                {
                    other.Id(from + i).CopyTo(scratch);
                }

                var guess = guesses[i];
                map[from + i] =
                    guess < 0 || Is(guess, keys[i], text, length)
                        ? guess
                        : Find(keys[i], text, length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddMissing<TOther>(CustomerTable<TOther> other, int[] map)
        where TOther : unmanaged
    {
        var missing = map.AsSpan().Count(-1);
        Reserve(missing);
        var scratch = GC.AllocateArray<byte>(ushort.MaxValue + IdKey.InlineBytes, pinned: true);
        var text = (byte*)Unsafe.AsPointer(ref scratch[0]);
        var waiting = new (int From, IdKey Key)[JoinBlock];
        for (var i = 0; missing > 0; )
        {
            var count = 0;
            for (; count < JoinBlock && i < map.Length; i++)
            {
                if (map[i] < 0)
                {
                    var key = other.KeyOf(i, scratch, text);
                    PrefetchSlot(key.Hash);
                    waiting[count++] = (i, key);
                }
            }

            foreach (var (from, key) in waiting.AsSpan(0, count))
            {
                map[from] = Add(key, text, other.CopyId(from, scratch));
            }

            missing -= count;
        }
    }

    private IdKey KeyOf(int index, byte[] scratch, byte* text)
    {
        ref var record = ref _records[index >> PageBits][index & (PageSize - 1)];
        if (!IdKey.IsLong(record.Tail))
        {
            return new IdKey(
                record.Head,
                record.Tail,
                IdKey.InlineLength(record.Head, record.Tail)
            );
        }

        var id = LongId(index);
        id.CopyTo(scratch);
        return new IdKey(text, id.Length);
    }

    /// <summary>Makes room for more customers, so that no slot moves during a batch.</summary>
    public void Reserve(int more)
    {
        while ((Count + (long)more) * 3 > ((long)_mask + 1) * 2)
        {
            Grow();
        }
    }

    /// <summary>Brings the slot of a hash into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchSlot(ulong hash) =>
        CacheLine.Prefetch(Slots + ((uint)(hash >> 32) & _mask));

    /// <summary>Brings a customer's record into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchState(int index)
    {
        var record = (byte*)(_records[index >> PageBits] + (index & (PageSize - 1)));
        CacheLine.Prefetch(record);
        if (CacheLine.Bytes % sizeof(Record) != 0)
        {
            CacheLine.Prefetch(record + sizeof(Record) - 1);
        }
    }

    /// <summary>The first customer with the same hash bits (its record is brought into the cache), or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Guess(ulong hash)
    {
        var tag = (uint)(hash >> 32);
        for (var i = tag & _mask; ; i = (i + 1) & _mask)
        {
            var slot = Slots[i];
            if (slot == 0)
            {
                return -1;
            }

            if ((uint)(slot >> 32) == tag)
            {
                var index = (int)(uint)slot - 1;
                PrefetchState(index);
                return index;
            }
        }
    }

    /// <summary>The customer's index, or -1.</summary>
    public int Find(in IdKey key, byte* id, int length)
    {
        var tag = (uint)(key.Hash >> 32);
        for (var i = tag & _mask; ; i = (i + 1) & _mask)
        {
            var slot = Slots[i];
            if (slot == 0)
            {
                return -1;
            }

            var index = (int)(uint)slot - 1;
            if ((uint)(slot >> 32) == tag && Is(index, key, id, length))
            {
                return index;
            }
        }
    }

    /// <summary>The customer's index, added if new; <see cref="Reserve"/> must have made room.</summary>
    /// <param name="guess">What <see cref="Guess"/> gave, possibly before others were added.</param>
    /// <param name="key">The id's key.</param>
    /// <param name="id">The id's bytes.</param>
    /// <param name="length">Their number, at most 65,535.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindOrAdd(int guess, in IdKey key, byte* id, int length) =>
        guess >= 0 && Is(guess, key, id, length) ? guess : FindOrAddSlow(key, id, length);

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        foreach (var page in _pages)
        {
            page.Dispose();
        }

        _pages.Clear();
    }

    private int FindOrAddSlow(in IdKey key, byte* id, int length)
    {
        var index = Find(key, id, length);
        return index >= 0 ? index : Add(key, id, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Is(int index, in IdKey key, byte* id, int length)
    {
        var record = _records[index >> PageBits] + (index & (PageSize - 1));
        if (record->Head != key.Head || record->Tail != key.Tail)
        {
            return false;
        }

        // equal words are equal short ids
        return length <= IdKey.InlineBytes
            || LongId(index).SequenceEqual(new ReadOnlySpan<byte>(id, length));
    }

    private int Add(in IdKey key, byte* id, int length)
    {
        var index = Count++;
        var page = index >> PageBits;
        if (page == _pages.Count)
        {
            if (page == _records.Length)
            {
                var wider = new Record*[page * 2];
                for (var i = 0; i < page; i++)
                {
                    wider[i] = _records[i];
                }

                _records = wider;
                Array.Resize(ref _places, page * 2);
            }

            var buffer = new NativeBuffer((long)PageSize * sizeof(Record));
            _pages.Add(buffer);
            _records[page] = (Record*)buffer.Pointer;
        }

        var record = _records[page] + (index & (PageSize - 1));
        record->Head = key.Head;
        record->Tail = key.Tail;
        if (length > IdKey.InlineBytes)
        {
            (_places[page] ??= new long[PageSize])[index & (PageSize - 1)] = Keep(
                new ReadOnlySpan<byte>(id, length)
            );
        }

        Insert(Slots, _mask, (uint)(key.Hash >> 32), index);
        return index;
    }

    private long Keep(ReadOnlySpan<byte> id)
    {
        if (_idUsed + id.Length > IdPageBytes)
        {
            _idPages.Add(new byte[IdPageBytes]);
            _idUsed = 0;
        }

        id.CopyTo(_idPages[^1].AsSpan(_idUsed));
        var place = CustomerIds.Place(_idPages.Count - 1, _idUsed, id.Length);
        _idUsed += id.Length;
        return place;
    }

    private void Grow()
    {
        var capacity = ((long)_mask + 1) * 2;
        var wider = new NativeBuffer(capacity * sizeof(ulong));
        var mask = (uint)(capacity - 1);
        var slots = (ulong*)wider.Pointer;
        for (long i = 0; i <= _mask; i++)
        {
            var slot = Slots[i];
            if (slot != 0)
            {
                Insert(slots, mask, (uint)(slot >> 32), (int)(uint)slot - 1);
            }
        }

        _slots.Dispose();
        _slots = wider;
        _mask = mask;
    }

    private static void Insert(ulong* slots, uint mask, uint tag, int index)
    {
        var i = tag & mask;
        while (slots[i] != 0)
        {
            i = (i + 1) & mask;
        }

        slots[i] = ((ulong)tag << 32) | (uint)(index + 1);
    }

    private struct Record
    {
        public ulong Head;
        public ulong Tail;
        public TState State;
    }
}
