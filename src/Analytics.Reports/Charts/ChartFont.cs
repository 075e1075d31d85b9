using System.Reflection;
using ScottPlot;
using SkiaSharp;

namespace Analytics.Reports.Charts;

/// <summary>The one typeface of the charts, taken from this assembly: a machine without fonts draws the same picture.</summary>
internal sealed class ChartFont : IFontResolver
{
    /// <summary>Family name.</summary>
    public const string Family = "Inter";

    private static readonly Lazy<ChartFont> Installed = new(Install);
    private readonly SKTypeface _regular = Load("Inter-Regular.otf");
    private readonly SKTypeface _bold = Load("Inter-SemiBold.otf");

    private ChartFont() { }

    /// <summary>The font, known to ScottPlot from now on.</summary>
    public static ChartFont Get() => Installed.Value;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName == Family ? Face(bold) : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(
        string fontName,
        FontWeight weight,
        FontSlant slant,
        FontSpacing spacing
    ) => fontName == Family ? Face(weight >= FontWeight.SemiBold) : null;

    /// <summary>True where every letter of the text can be drawn from left to right.</summary>
    public bool CanDraw(string text) => _regular.ContainsGlyphs(text);

    /// <summary>Width of a line in pixels at scale 1.</summary>
    public float WidthOf(string text, float size, bool bold = false)
    {
        using var font = new SKFont(Face(bold), size) { Subpixel = true };
        return font.MeasureText(text);
    }

    private SKTypeface Face(bool bold) => bold ? _bold : _regular;

    private static ChartFont Install()
    {
        var font = new ChartFont();
        ScottPlot.Fonts.FontResolvers.Insert(0, font);
        ScottPlot.Fonts.Default = Family;
        return font;
    }

    private static SKTypeface Load(string file)
    {
        var name = "Analytics.Reports.Fonts." + file;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return SKTypeface.FromStream(stream);
    }
}
