using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>Title and subtitle of a chart, set flush left over the whole figure.</summary>
internal sealed class HeadingPanel(string title, string subtitle) : DrawnPanel
{
    private const float Left = 24;
    private const float TitleTop = 18;
    private const float SubtitleTop = 46;

    /// <inheritdoc/>
    public override Edge Edge => Edge.Top;

    /// <inheritdoc/>
    public override PixelRect GetPanelRect(
        PixelRect dataRect,
        float size,
        float offset,
        Paint paint
    ) => new(dataRect.Left, dataRect.Right, dataRect.Top, dataRect.Top - size);

    /// <inheritdoc/>
    public override void Render(RenderPack rp, float size, float offset)
    {
        Line(rp, title, TitleTop, 19, Palette.Ink, bold: true);
        Line(rp, subtitle, SubtitleTop, 13, Palette.Grey, bold: false);
    }

    private static void Line(
        RenderPack rp,
        string text,
        float top,
        float size,
        string colour,
        bool bold
    ) =>
        Write(
            rp,
            new LabelStyle
            {
                Text = text,
                FontSize = size,
                Bold = bold,
                ForeColor = Color.FromHex(colour),
                Alignment = Alignment.UpperLeft,
            },
            new Pixel(Left, top)
        );
}
