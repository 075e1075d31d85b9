using System.Text;
using System.Text.Unicode;
using Analytics.Core.Faults;

namespace Analytics.Ledger.Import.Sniffing;

/// <summary>
/// Finds the encoding. A file is UTF-8 unless a byte-order mark, zero bytes or many invalid lines say otherwise: a few invalid lines in a
/// UTF-8 file are refused as rows and never make the whole file something else.
/// </summary>
internal static class EncodingSniffer
{
    private const double ManyInvalidLines = 0.02;
    private const double Confident = 0.5;

    /// <summary>Registers the code pages (GB18030, Windows-1252 ...) once.</summary>
    static EncodingSniffer() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Encoding and length of the byte-order mark.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="given">The encoding the user named, or null.</param>
    public static (Encoding Encoding, int MarkLength) Detect(ReadOnlySpan<byte> head, string? given)
    {
        var mark = MarkOf(head);
        if (given is not null)
        {
            return (ByName(given), mark?.Length ?? 0);
        }

        if (mark is { } found)
        {
            return found;
        }

        if (Wide(head) is { } wide)
        {
            return (wide, 0);
        }

        return (HasManyInvalidLines(head) ? Legacy(head) ?? Dialect.Utf8 : Dialect.Utf8, 0);
    }

    /// <summary>An encoding by name.</summary>
    /// <exception cref="UsageFault">No such encoding.</exception>
    public static Encoding ByName(string name)
    {
        try
        {
            var normal = name.ToLowerInvariant() switch
            {
                "utf8" => "utf-8",
                "gbk" or "gb2312" or "cp936" => "gb18030",
                "cp1252" or "ansi" => "windows-1252",
                "latin1" or "latin-1" => "iso-8859-1",
                var other => other,
            };
            var encoding = Encoding.GetEncoding(normal);
            return encoding.CodePage is 65001 or 20127 ? Dialect.Utf8 : encoding;
        }
        catch (ArgumentException e)
        {
            throw new UsageFault(
                $"--encoding '{name}' is not known; use for example utf-8, utf-16, gb18030, windows-1252",
                e
            );
        }
    }

    private static (Encoding Encoding, int Length)? MarkOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return (Dialect.Utf8, 3);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
        {
            return (Encoding.UTF32, 4);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return (Encoding.Unicode, 2);
        }

        return head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            ? (Encoding.BigEndianUnicode, 2)
            : null;
    }

    /// <summary>UTF-16 without mark: nearly every other byte of an ASCII text is zero.</summary>
    private static Encoding? Wide(ReadOnlySpan<byte> head)
    {
        var length = Math.Min(head.Length & ~1, 4096);
        if (length < 8)
        {
            return null;
        }

        int even = 0,
            odd = 0;
        for (var i = 0; i < length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        if (odd > 0.35 * length && even < 0.01 * length)
        {
            return Encoding.Unicode;
        }

        return even > 0.35 * length && odd < 0.01 * length ? Encoding.BigEndianUnicode : null;
    }

    private static bool HasManyInvalidLines(ReadOnlySpan<byte> head)
    {
        if (Utf8.IsValid(head))
        {
            return false;
        }

        int lines = 0,
            invalid = 0,
            validWide = 0;
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range];
            lines++;
            if (!Utf8.IsValid(line))
            {
                invalid++;
            }
            else if (line.ContainsAnyExceptInRange((byte)0, (byte)127))
            {
                validWide++;
            }
        }

        return invalid > 1 && invalid > validWide && invalid > ManyInvalidLines * lines;
    }

    private static Encoding? Legacy(ReadOnlySpan<byte> head)
    {
        var detected = UtfUnknown.CharsetDetector.DetectFromBytes(head.ToArray()).Detected;
        if (detected?.Encoding is null || detected.Confidence < Confident)
        {
            return null;
        }

        return detected.Encoding.CodePage switch
        {
            936 or 54936 or 52936 => Encoding.GetEncoding("gb18030"),
            28591 => Encoding.GetEncoding(1252),
            65001 or 20127 => null,
            _ => detected.Encoding,
        };
    }
}
