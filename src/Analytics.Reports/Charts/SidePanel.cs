using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>Something right of the plot, at the height of a value.</summary>
internal abstract class SidePanel(double value) : IPanel
{
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
    public void Render(RenderPack rp, float size, float offset) =>
        Draw(rp, rp.DataRect.Right, rp.Plot.Axes.Left.GetPixel(value, rp.DataRect));

    /// <summary>Draws.</summary>
    /// <param name="rp">The picture.</param>
    /// <param name="left">Right edge of the plot, pixels.</param>
    /// <param name="y">Height of the value, pixels.</param>
    protected abstract void Draw(RenderPack rp, float left, float y);

    /// <summary>Draws a line of text that begins at a place, centred at its height.</summary>
    protected static void Write(
        RenderPack rp,
        string text,
        string colour,
        bool isBold,
        float left,
        float y
    ) =>
        new LabelStyle
        {
            Text = text,
            FontName = ChartFont.Family,
            FontSize = 13,
            Bold = isBold,
            ForeColor = Color.FromHex(colour),
            Alignment = Alignment.MiddleLeft,
        }.Render(rp.Canvas, new Pixel(left, y), rp.Paint);
}
