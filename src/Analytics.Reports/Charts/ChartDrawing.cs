using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>What became of one chart.</summary>
/// <param name="Plot">The picture; null where it cannot be drawn.</param>
/// <param name="Text">What the picture says, in a sentence for those who cannot see it; or why there is none.</param>
internal sealed record ChartDrawing(Plot? Plot, string Text)
{
    /// <summary>No picture, and why.</summary>
    public static ChartDrawing None(string why) => new(null, why);
}
