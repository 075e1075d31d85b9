using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>A name right of the plot, at the height of the value it names.</summary>
internal sealed class SideLabel(string text, double value, string colour) : SidePanel(value)
{
    private const float Gap = 8;

    /// <inheritdoc/>
    protected override void Draw(RenderPack rp, float left, float y) =>
        Write(rp, text, colour, isBold: true, left + Gap, y);
}
