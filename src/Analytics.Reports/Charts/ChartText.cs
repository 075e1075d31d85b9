using Analytics.Reports.Pages;

namespace Analytics.Reports.Charts;

/// <summary>Texts in charts.</summary>
internal static class ChartText
{
    /// <summary>
    /// A name as a chart can draw it: as it is, shortened to a width, or as its place where the typeface has no letters for it (the table
    /// beside the chart holds the full name).
    /// </summary>
    /// <param name="name">The name, of any origin.</param>
    /// <param name="place">Its place in the list, counted from 0.</param>
    /// <param name="width">Pixels there are.</param>
    /// <param name="size">Font size.</param>
    public static string Name(string name, int place, float width, float size = 13)
    {
        var font = ChartFont.Get();
        var line = string.Join(
            ' ',
            name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        if (line.Length == 0 || line.Any(char.IsControl) || !font.CanDraw(line))
        {
            return FormattableString.Invariant($"no. {place + 1}");
        }

        if (font.WidthOf(line, size) <= width)
        {
            return line;
        }

        var length = line.Length;
        while (length > 1 && font.WidthOf(line[..length] + "…", size) > width)
        {
            length--;
        }

        return line[..length].TrimEnd() + "…";
    }

    /// <summary>The unit of amounts for a subtitle.</summary>
    public static string Unit(RunReport report) =>
        report.Currency.Length == 0
            ? "currency units of the exports"
            : Name(report.Currency, 0, 120);

    /// <summary>Round places for an axis from <paramref name="low"/> to <paramref name="high"/>, 0 among them.</summary>
    public static double[] Ticks(double low, double high, int about = 5)
    {
        var span = high - low;
        if (!(span > 0))
        {
            return [0];
        }

        var raw = span / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.First(m => m * power >= raw * 0.999) * power;
        var first = (long)Math.Ceiling((low / step) - 1e-9);
        var last = (long)Math.Floor((high / step) + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }
}
