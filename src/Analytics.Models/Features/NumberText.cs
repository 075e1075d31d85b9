using System.Buffers.Text;
using System.Globalization;

namespace Analytics.Models.Features;

/// <summary>Numbers of attribute tables: invariant text, or with a decimal comma.</summary>
public static class NumberText
{
    private const int Longest = 40;

    /// <summary>Reads a number; thousands marks are not understood, so <c>1,234</c> is a number with a comma or none at all.</summary>
    /// <param name="text">A cell without blanks around it.</param>
    /// <param name="mark">Decimal mark, <c>.</c> or <c>,</c>.</param>
    /// <param name="value">The number.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, char mark, out double value)
    {
        if (mark == ',' && text.Contains((byte)','))
        {
            Span<byte> pointed = stackalloc byte[Longest];
            if (text.Length > Longest || text.Contains((byte)'.'))
            {
                value = 0;
                return false;
            }

            text.CopyTo(pointed);
            pointed[text.IndexOf((byte)',')] = (byte)'.';
            return TryRead(pointed[..text.Length], '.', out value);
        }

        if (!text.IsEmpty && text[0] == (byte)'+')
        {
            text = text[1..];
        }

        return Utf8Parser.TryParse(text, out value, out var used)
            && used == text.Length
            && double.IsFinite(value);
    }

    /// <summary>A number for readers: at most four significant digits behind large whole parts; empty for not-a-number.</summary>
    public static string Show(double value) =>
        double.IsNaN(value) ? ""
        : Math.Abs(value) >= 1000 || value == Math.Round(value)
            ? Math.Round(value).ToString("0", CultureInfo.InvariantCulture)
        : Math.Abs(value) >= 10 ? value.ToString("0.#", CultureInfo.InvariantCulture)
        : value.ToString("0.##", CultureInfo.InvariantCulture);
}
