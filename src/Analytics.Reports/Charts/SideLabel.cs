using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>A name right of the plot, at the height of the value it names.</summary>
internal sealed class SideLabel(string text, double value, string colour) : IPanel
{
    private const float Gap = 8;
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
        var label = new LabelStyle
        {
            Text = text,
            FontName = ChartFont.Family,
            FontSize = Size,
            Bold = true,
            ForeColor = Color.FromHex(colour),
            Alignment = Alignment.MiddleLeft,
        };
        var y = rp.Plot.Axes.Left.GetPixel(value, rp.DataRect);
        label.Render(rp.Canvas, new Pixel(rp.DataRect.Right + Gap, y), rp.Paint);
    }
}
