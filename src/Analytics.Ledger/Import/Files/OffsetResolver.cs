using System.Text;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Import.Files;

/// <summary>Turns offsets in the UTF-8 text of a transcoded file into offsets in the unpacked file, by one more pass over it.</summary>
internal static class OffsetResolver
{
    private const int BlockBytes = 1 << 15;

    /// <summary>The offset in the file for each offset in the text, each the first byte of a record.</summary>
    public static Dictionary<long, long> Resolve(
        InputFile file,
        FileProfile profile,
        IEnumerable<long> offsets
    )
    {
        var wanted = offsets.Distinct().Order().ToList();
        var result = new Dictionary<long, long>();
        using var bytes = new StreamText(file.OpenStream(), file.Name);
        // one decoder runs a block ahead and tells whether an offset lies in it; only then the other goes byte by byte
        var (ahead, behind) = (new TextLength(profile.Encoding), new TextLength(profile.Encoding));
        var block = new byte[BlockBytes];
        long inFile = 0;
        for (var read = bytes.Read(block); read > 0; read = bytes.Read(block))
        {
            var text = block.AsSpan(0, read);
            ahead.Add(text);
            for (var i = 0; i < read && result.Count < wanted.Count; )
            {
                var step = wanted[result.Count] > ahead.Length ? read - i : 1;
                if (behind.Length >= wanted[result.Count])
                {
                    result[wanted[result.Count]] = Math.Max(inFile + i, profile.MarkLength);
                    continue;
                }

                behind.Add(text.Slice(i, step));
                i += step;
            }

            inFile += read;
        }

        while (result.Count < wanted.Count)
        {
            result[wanted[result.Count]] = inFile;
        }

        return result;
    }

    /// <summary>Length in UTF-8 of what a <see cref="TranscodedText"/> makes of the bytes so far.</summary>
    private sealed class TextLength(Encoding encoding)
    {
        private readonly Decoder _decoder = TranscodedText.DecoderOf(encoding);
        private readonly char[] _chars = new char[TranscodedText.MostChars(encoding, BlockBytes)];
        private bool _isFirst = true;

        public long Length { get; private set; }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            var chars = _chars.AsSpan(0, _decoder.GetChars(bytes, _chars, flush: false));
            if (_isFirst && chars.Length > 0)
            {
                _isFirst = false;
                chars = chars[0] == TranscodedText.Mark ? chars[1..] : chars;
            }

            foreach (var c in chars)
            {
                // the halves of a pair take two of its four bytes each
                Length +=
                    c < 0x80 ? 1
                    : c < 0x800 || char.IsSurrogate(c) ? 2
                    : 3;
            }
        }
    }
}
