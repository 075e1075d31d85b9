using System.Text;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Files;

/// <summary>
/// A text of another encoding as UTF-8. Bytes that are not valid in it become NUL, so that their row is refused and never silently
/// replaced; a byte-order mark is kept out.
/// </summary>
internal sealed class TranscodedText : ITextSource
{
    /// <summary>The byte-order mark.</summary>
    internal const char Mark = '\uFEFF';

    private readonly StreamText _bytes;
    private readonly Decoder _decoder;
    private readonly byte[] _raw = new byte[1 << 15];
    private readonly char[] _chars;
    private readonly byte[] _utf8;
    private int _position;
    private int _length;
    private bool _isLast;
    private bool _isFirst = true;

    /// <summary>Wraps a stream of bytes in <paramref name="encoding"/>.</summary>
    public TranscodedText(Stream stream, Encoding encoding, string name)
    {
        _bytes = new StreamText(stream, name);
        _decoder = DecoderOf(encoding);
        _chars = new char[MostChars(encoding, _raw.Length)];
        _utf8 = new byte[Encoding.UTF8.GetMaxByteCount(_chars.Length)];
    }

    /// <summary>A decoder that makes NUL of what is not valid.</summary>
    internal static Decoder DecoderOf(Encoding encoding) => Strict(encoding).GetDecoder();

    /// <summary>The most characters that so many bytes can become.</summary>
    internal static int MostChars(Encoding encoding, int bytes) =>
        Strict(encoding).GetMaxCharCount(bytes);

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = new DecoderReplacementFallback("\0");
        return strict;
    }

    /// <inheritdoc/>
    public int Read(Span<byte> target)
    {
        while (_position == _length)
        {
            if (_isLast)
            {
                return 0;
            }

            Refill();
        }

        var count = Math.Min(target.Length, _length - _position);
        _utf8.AsSpan(_position, count).CopyTo(target);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    private void Refill()
    {
        var read = _bytes.Read(_raw);
        _isLast = read == 0;
        var count = _decoder.GetChars(_raw.AsSpan(0, read), _chars, _isLast);
        var chars = _chars.AsSpan(0, count);
        if (_isFirst && count > 0)
        {
            _isFirst = false;
            chars = chars[0] == Mark ? chars[1..] : chars;
        }

        _position = 0;
        _length = EncodePairs(chars);
    }

    private char _half;

    /// <summary>Encodes, keeping a high surrogate at the end of a block for the next one.</summary>
    private int EncodePairs(Span<char> chars)
    {
        var length = 0;
        if (_half != 0 && chars.Length > 0)
        {
            length = Encoding.UTF8.GetBytes([_half, chars[0]], _utf8);
            chars = chars[1..];
            _half = '\0';
        }

        if (chars.Length > 0 && char.IsHighSurrogate(chars[^1]))
        {
            _half = chars[^1];
            chars = chars[..^1];
        }

        return length + Encoding.UTF8.GetBytes(chars, _utf8.AsSpan(length));
    }
}
