using System.Text;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Import.Files;

/// <summary>Turns offsets in the UTF-8 text of a transcoded file into offsets in the unpacked file, by one more pass over it.</summary>
internal static class OffsetResolver
{
    /// <summary>The offset in the file for each offset in the text.</summary>
    public static Dictionary<long, long> Resolve(
        InputFile file,
        FileProfile profile,
        IEnumerable<long> offsets
    )
    {
        var wanted = offsets.Distinct().Order().ToList();
        var result = new Dictionary<long, long>();
        using var stream = file.OpenStream();
        using var reader = new StreamReader(
            stream,
            profile.Encoding,
            detectEncodingFromByteOrderMarks: false,
            1 << 16
        );
        long inText = 0,
            inFile = profile.MarkLength;
        var next = 0;
        var first = true;
        while (next < wanted.Count)
        {
            if (inText >= wanted[next])
            {
                result[wanted[next++]] = inFile;
                continue;
            }

            var c = reader.Read();
            if (c < 0)
            {
                result[wanted[next++]] = inFile;
                continue;
            }

            if (first && c == '\uFEFF')
            {
                first = false;
                continue;
            }

            first = false;
            Span<char> pair = [(char)c, '\0'];
            var length = char.IsHighSurrogate((char)c) && reader.Peek() >= 0 ? 2 : 1;
            if (length == 2)
            {
                pair[1] = (char)reader.Read();
            }

            inText += Encoding.UTF8.GetByteCount(pair[..length]);
            inFile += profile.Encoding.GetByteCount(pair[..length]);
        }

        return result;
    }
}
