using System.Text;

namespace Analytics.Reports.Writers;

/// <summary>Text of any origin as it may stand in HTML, between tags and in quoted attributes.</summary>
internal static class HtmlText
{
    /// <summary>
    /// Encodes what HTML gives a meaning. Control letters, which neither HTML nor XML may hold, become U+FFFD; marks that turn the direction
    /// of writing are dropped, so that a name cannot rearrange the sentence around it.
    /// </summary>
    public static string Encode(string? text)
    {
        var result = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    result.Append("&amp;");
                    break;
                case '<':
                    result.Append("&lt;");
                    break;
                case '>':
                    result.Append("&gt;");
                    break;
                case '"':
                    result.Append("&quot;");
                    break;
                case '\'':
                    result.Append("&#39;");
                    break;
                case '\t' or '\n' or '\r':
                    result.Append(' ');
                    break;
                case >= 0x202A
                and <= 0x202E
                or >= 0x2066
                and <= 0x2069
                or 0x200E
                or 0x200F
                or 0x061C:
                    break;
                case < 0x20 or >= 0x7F and <= 0x9F or 0xFFFE or 0xFFFF:
                    result.Append('\uFFFD');
                    break;
                default:
                    result.Append(rune.ToString());
                    break;
            }
        }

        return result.ToString();
    }
}
