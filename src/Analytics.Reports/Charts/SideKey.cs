using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>A swatch of colour with its meaning, right of the plot at the height of a value.</summary>
internal sealed class SideKey(string text, double value, string colour) : SidePanel(value)
{
    private const float Gap = 10;
    private const float Swatch = 12;
    private const float TextGap = 6;

    /// <inheritdoc/>
    protected override void Draw(RenderPack rp, float left, float y)
    {
        left += Gap;
        Drawing.FillRectangle(
            rp.Canvas,
            new PixelRect(left, left + Swatch, y + (Swatch / 2), y - (Swatch / 2)),
            rp.Paint,
            new FillStyle { Color = Color.FromHex(colour) }
        );
        Write(rp, text, Palette.Ink, isBold: false, left + Swatch + TextGap, y);
    }
}
