using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Store;

/// <summary>The texts of a column on their way into a segment, one behind the other.</summary>
internal sealed unsafe class TextColumnBuffer
{
    private byte[] _bytes = new byte[1 << 12];
    private int[] _lengths = new int[256];
    private int _used;
    private int _count;

    /// <summary>The bytes of all texts.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _used);

    /// <summary>The length of each text.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, _count);

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

    /// <summary>Adds a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(byte* text, int length) => Add(new ReadOnlySpan<byte>(text, length));

    /// <summary>Adds a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> text)
    {
        if (_count == _lengths.Length || _used > _bytes.Length - text.Length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_bytes.AsSpan(_used));
        _used += text.Length;
        _lengths[_count++] = text.Length;
    }

    /// <summary>Starts again with no texts; the memory is used again.</summary>
    public void Clear() => (_used, _count) = (0, 0);

    private void Grow(int length)
    {
        if (_count == _lengths.Length)
        {
            Array.Resize(ref _lengths, _count * 2);
        }

        if (_used > _bytes.Length - length)
        {
            Array.Resize(
                ref _bytes,
                (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, _used + (long)length))
            );
        }
    }
}
