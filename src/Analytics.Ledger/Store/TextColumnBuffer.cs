using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Store;

/// <summary>The texts of a column on their way into a segment; a text equal to the one before shares its bytes.</summary>
internal sealed unsafe class TextColumnBuffer
{
    private const int PageBytes = 1 << 16;
    private readonly List<byte[]> _pages = [];
    private ReadOnlyMemory<byte>[] _texts = new ReadOnlyMemory<byte>[256];
    private byte[] _page = [];
    private int _pageNumber;
    private int _used;
    private int _count;

    /// <summary>The texts, with room behind them.</summary>
    public ReadOnlyMemory<byte>[] Texts => _texts;

    /// <summary>Adds a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(byte* text, int length)
    {
        if (_count == _texts.Length)
        {
            Array.Resize(ref _texts, _count * 2);
        }

        var bytes = new ReadOnlySpan<byte>(text, length);
        _texts[_count] =
            _count > 0 && _texts[_count - 1].Span.SequenceEqual(bytes)
                ? _texts[_count - 1]
                : Keep(bytes);
        _count++;
    }

    /// <summary>Starts again with no texts; the memory is used again.</summary>
    public void Clear() => (_count, _page, _pageNumber, _used) = (0, [], 0, 0);

    private ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > PageBytes)
        {
            return bytes.ToArray();
        }

        if (_used + bytes.Length > _page.Length)
        {
            if (_pageNumber == _pages.Count)
            {
                _pages.Add(new byte[PageBytes]);
            }

            _page = _pages[_pageNumber++];
            _used = 0;
        }

        bytes.CopyTo(_page.AsSpan(_used));
        var kept = _page.AsMemory(_used, bytes.Length);
        _used += bytes.Length;
        return kept;
    }
}
