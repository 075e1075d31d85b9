using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>A swatch of colour with its meaning, right of the plot at the height of a value.</summary>
internal sealed class SideKey(string text, double value, string colour) : IPanel
{
    private const float Gap = 10;
    private const float Swatch = 12;
    private const float Size = 13;

    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public float MinimumSize { get; set; }

    /// <inheritdoc/>
    public float MaximumSize { get; set; } = float.MaxValue;

    /// <inheritdoc/>
    public bool ShowDebugInformation { get; set; }

    /// <inheritdoc/>
    public Edge Edge => Edge.Right;

    /// <inheritdoc/>
    public float Measure(Paint paint) => 0;

    /// <inheritdoc/>
    public PixelRect GetPanelRect(PixelRect dataRect, float size, float offset, Paint paint) =>
        new(dataRect.Right, dataRect.Right + size, dataRect.Bottom, dataRect.Top);

    /// <inheritdoc/>
    public void Render(RenderPack rp, float size, float offset)
    {
        var left = rp.DataRect.Right + Gap;
        var y = rp.Plot.Axes.Left.GetPixel(value, rp.DataRect);
        var box = new PixelRect(left, left + Swatch, y + (Swatch / 2), y - (Swatch / 2));
        Drawing.FillRectangle(
            rp.Canvas,
            box,
            rp.Paint,
            new FillStyle { Color = Color.FromHex(colour) }
        );
        var label = new LabelStyle
        {
            Text = text,
            FontName = ChartFont.Family,
            FontSize = Size,
            ForeColor = Color.FromHex(Palette.Ink),
            Alignment = Alignment.MiddleLeft,
        };
        label.Render(rp.Canvas, new Pixel(left + Swatch + 6, y), rp.Paint);
    }
}
