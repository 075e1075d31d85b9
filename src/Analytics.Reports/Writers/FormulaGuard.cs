using System.Buffers;
using System.Text;

namespace Analytics.Reports.Writers;

/// <summary>
/// Puts a <c>'</c> before text that a spreadsheet would run: text that begins with = + - @ | % or their full-width forms, a tab or a line
/// end, also behind blanks, no-break spaces, a byte-order mark or a quote. After OWASP, "CSV injection" (CWE-1236).
/// </summary>
public static class FormulaGuard
{
    private static readonly SearchValues<char> Triggers = SearchValues.Create(
        "=+-@|%\t\r\n\u000B\u000C\uFF1D\uFF0B\uFF0D\uFF20\u2212"
    );
    private static readonly SearchValues<char> Blanks = SearchValues.Create(
        " \u00A0\uFEFF\u200B\u3000\"'"
    );

    /// <summary>True where the text needs the mark.</summary>
    public static bool IsLive(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        var start = text.IndexOfAnyExcept(Blanks);
        return start >= 0 && Triggers.Contains(text[start]);
    }

    /// <summary>True where the UTF-8 text needs the mark.</summary>
    public static bool IsLive(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || char.IsAsciiLetterOrDigit((char)text[0]))
        {
            return false;
        }

        Span<char> head = stackalloc char[text.Length <= 64 ? 64 : 0];
        return text.Length <= 64
            ? IsLive(head[..Encoding.UTF8.GetChars(text, head)])
            : IsLive(Encoding.UTF8.GetString(text));
    }

    /// <summary>The text, marked where needed; plain numbers are left alone.</summary>
    public static string? Apply(string? text) =>
        text is not null && IsLive(text) && !IsPlainNumber(text) ? "'" + text : text;

    /// <summary>The text as it was before <see cref="Apply"/>, for reading our own tables back.</summary>
    public static string Strip(string text) =>
        text.Length > 1 && text[0] == '\'' && IsLive(text.AsSpan(1)) ? text[1..] : text;

    private static bool IsPlainNumber(string text) =>
        text[0] is '-' or '+'
        && text.Length > 1
        && char.IsAsciiDigit(text[1])
        && double.TryParse(
            text,
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out _
        );
}
