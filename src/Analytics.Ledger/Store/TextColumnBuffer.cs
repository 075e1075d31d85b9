using System.Runtime.CompilerServices;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store;

/// <summary>
/// The texts of a column on their way into a segment: each distinct one once and its number per row while they are few, else all of them one behind
/// the other. Which of the two it is hangs on the texts and their order alone.
/// </summary>
internal sealed unsafe class TextColumnBuffer
{
    // a number takes 16 bits at most; what occurs less than four times on average is not worth one
    private const int MostDistinct = 1 << 16;
    private const int AlwaysDistinct = 1 << 8;
    private const int RowsOfOne = 4;
    private readonly TextDictionary _distinct = new();
    private byte[] _bytes = [];

    // per row the number of its text while they are few, else its length
    private int[] _rows = new int[256];
    private int _used;
    private int _count;

    /// <summary>True while the texts are few: <see cref="Distinct"/> and <see cref="Numbers"/> hold them, else <see cref="Bytes"/> and <see cref="Lengths"/>.</summary>
    public bool IsFew { get; private set; } = true;

    /// <summary>The distinct texts while they are few.</summary>
    public TextDictionary Distinct => _distinct;

    /// <summary>The number of each row's text while they are few.</summary>
    public ReadOnlySpan<int> Numbers => _rows.AsSpan(0, IsFew ? _count : 0);

    /// <summary>The bytes of all texts where they are many; <see cref="IdKey.InlineBytes"/> more are readable behind them.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _used);

    /// <summary>The length of each text where they are many.</summary>
    public ReadOnlySpan<int> Lengths => _rows.AsSpan(0, IsFew ? 0 : _count);

    /// <summary>Bytes of text that are held.</summary>
    public int Size => IsFew ? _distinct.Bytes : _used;

    /// <summary>A column of texts.</summary>
    public static TextColumnBuffer Of(ReadOnlySpan<ReadOnlyMemory<byte>> texts)
    {
        var column = new TextColumnBuffer();
        foreach (var text in texts)
        {
            column.Add(text.Span);
        }

        return column;
    }

    /// <summary>Adds texts.</summary>
    /// <param name="texts">The texts; <see cref="IdKey.InlineBytes"/> from each on must be readable whatever its length.</param>
    /// <param name="lengths">Their lengths.</param>
    /// <param name="count">How many are added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(byte*[] texts, int[] lengths, int count)
    {
        ReserveRows(count);
        var i = IsFew ? AddFew(texts, lengths, count) : 0;
        var bytes = 0L;
        for (var j = i; j < count; j++)
        {
            bytes += lengths[j];
        }

        ReserveBytes(bytes);
        fixed (byte* start = _bytes)
        {
            for (; i < count; i++)
            {
                var length = lengths[i];
                var target = start + _used;
                if (length <= IdKey.InlineBytes)
                {
                    // both have room behind short texts
                    Unsafe.CopyBlockUnaligned(target, texts[i], IdKey.InlineBytes);
                }
                else
                {
                    Unsafe.CopyBlockUnaligned(target, texts[i], (uint)length);
                }

                _used += length;
                _rows[_count++] = length;
            }
        }
    }

    /// <summary>Adds a text.</summary>
    /// <param name="text">The text; <see cref="IdKey.InlineBytes"/> from there on must be readable whatever the length.</param>
    /// <param name="length">Its length.</param>
    public void Add(byte* text, int length)
    {
        ReserveRows(1);
        if (!IsFew)
        {
            AddBytes(new ReadOnlySpan<byte>(text, length));
            _rows[_count++] = length;
            return;
        }

        _rows[_count++] = _distinct.NumberOf(text, length);
        if (AreMany(_distinct.Count, _count))
        {
            SpellOut();
        }
    }

    /// <summary>Adds a text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        var head = stackalloc byte[IdKey.InlineBytes];
        fixed (byte* whole = text)
        {
            if (text.Length < IdKey.InlineBytes)
            {
                text.CopyTo(new Span<byte>(head, IdKey.InlineBytes));
                Add(head, text.Length);
            }
            else
            {
                Add(whole, text.Length);
            }
        }
    }

    /// <summary>Starts again with no texts; the memory is used again.</summary>
    public void Clear()
    {
        (_used, _count, IsFew) = (0, 0, true);
        _distinct.Clear();
    }

    /// <summary>Adds texts while they are few and returns how many were added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AddFew(byte*[] texts, int[] lengths, int count)
    {
        var (distinct, rows, first) = (_distinct, _rows, _count);
        var known = distinct.Count;
        for (var i = 0; i < count; i++)
        {
            rows[first + i] = distinct.NumberOf(texts[i], lengths[i]);
            if (distinct.Count != known)
            {
                known = distinct.Count;
                if (AreMany(known, first + i + 1))
                {
                    _count = first + i + 1;
                    SpellOut();
                    return i + 1;
                }
            }
        }

        _count = first + count;
        return count;
    }

    private static bool AreMany(int distinct, int rows) =>
        distinct > AlwaysDistinct && (distinct > MostDistinct || distinct > rows / RowsOfOne);

    private void SpellOut()
    {
        IsFew = false;
        foreach (ref var row in _rows.AsSpan(0, _count))
        {
            var text = _distinct[row];
            AddBytes(text);
            row = text.Length;
        }
    }

    private void AddBytes(ReadOnlySpan<byte> text)
    {
        ReserveBytes(text.Length);
        text.CopyTo(_bytes.AsSpan(_used));
        _used += text.Length;
    }

    private void ReserveRows(int count)
    {
        if (_count > _rows.Length - count)
        {
            Array.Resize(ref _rows, Math.Max(_count + count, _count * 2));
        }
    }

    // with room for a short text behind the last one
    private void ReserveBytes(long count)
    {
        const long least = 1 << 12;
        var needed = _used + count + IdKey.InlineBytes;
        if (needed > _bytes.Length)
        {
            var bytes = Math.Max(least, Math.Max(_bytes.Length * 2L, needed));
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, bytes));
        }
    }
}
