using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>Something right of the plot, at the height of a value.</summary>
internal abstract class SidePanel(double value) : DrawnPanel
{
    /// <inheritdoc/>
    public override Edge Edge => Edge.Right;

    /// <inheritdoc/>
    public override PixelRect GetPanelRect(
        PixelRect dataRect,
        float size,
        float offset,
        Paint paint
    ) => new(dataRect.Right, dataRect.Right + size, dataRect.Bottom, dataRect.Top);

    /// <inheritdoc/>
    public override void Render(RenderPack rp, float size, float offset) =>
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
        Write(
            rp,
            new LabelStyle
            {
                Text = text,
                FontSize = 13,
                Bold = isBold,
                ForeColor = Color.FromHex(colour),
                Alignment = Alignment.MiddleLeft,
            },
            new Pixel(left, y)
        );
}
