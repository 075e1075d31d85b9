using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Store;

/// <summary>The texts of a column on their way into a segment; a text equal to the one before shares its bytes.</summary>
internal sealed unsafe class TextColumnBuffer
{
    private const int PageBytes = 1 << 16;
    private readonly List<byte[]> _pages = [];
    private ReadOnlyMemory<byte>[] _texts = new ReadOnlyMemory<byte>[256];
    private byte[] _page = [];
    private byte[] _last = [];
    private int _lastStart;
    private int _lastLength;
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
        if (!bytes.SequenceEqual(_last.AsSpan(_lastStart, _lastLength)) || _count == 0)
        {
            Keep(bytes);
        }

        _texts[_count++] = new ReadOnlyMemory<byte>(_last, _lastStart, _lastLength);
    }

    /// <summary>Starts again with no texts; the memory is used again.</summary>
    public void Clear()
    {
        (_count, _page, _pageNumber, _used) = (0, [], 0, 0);
        (_last, _lastStart, _lastLength) = ([], 0, 0);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _lastLength = bytes.Length;
        if (bytes.Length > PageBytes)
        {
            (_last, _lastStart) = (bytes.ToArray(), 0);
            return;
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
        (_last, _lastStart) = (_page, _used);
        _used += bytes.Length;
    }
}
