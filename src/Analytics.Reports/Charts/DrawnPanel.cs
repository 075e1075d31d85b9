using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>Something drawn beside the plot that takes no room of its own.</summary>
internal abstract class DrawnPanel : IPanel
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
    public abstract Edge Edge { get; }

    /// <inheritdoc/>
    public float Measure(Paint paint) => 0;

    /// <inheritdoc/>
    public abstract PixelRect GetPanelRect(
        PixelRect dataRect,
        float size,
        float offset,
        Paint paint
    );

    /// <inheritdoc/>
    public abstract void Render(RenderPack rp, float size, float offset);

    /// <summary>Draws a line of text.</summary>
    /// <param name="rp">The picture.</param>
    /// <param name="style">The text, its size, weight, colour and which of its points stands at the place; the typeface is set here.</param>
    /// <param name="place">The place, pixels.</param>
    protected static void Write(RenderPack rp, LabelStyle style, Pixel place)
    {
        style.FontName = ChartFont.Family;
        style.Render(rp.Canvas, place, rp.Paint);
    }
}
