using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>A plot in the style of this program: heading flush left, no frame, pale grid, labels beside what they name.</summary>
internal sealed class Canvas
{
    /// <summary>Width in pixels at scale 1.</summary>
    public const int Width = 900;

    /// <summary>Height in pixels at scale 1.</summary>
    public const int Height = 560;

    private const float TickSize = 13;
    private const float Top = 84;

    /// <summary>An empty plot.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="subtitle">Units, and what the colours mean.</param>
    /// <param name="left">Pixels for the labels at the left.</param>
    /// <param name="bottom">Pixels for the labels below.</param>
    /// <param name="right">Pixels kept free at the right.</param>
    public Canvas(string title, string subtitle, float left, float bottom = 62, float right = 28)
    {
        ChartFont.Get();
        Plot = new Plot();
        Plot.FigureBackground.Color = Color.FromHex(Palette.White);
        Plot.DataBackground.Color = Color.FromHex(Palette.White);
        Plot.Axes.Frame(false);
        Plot.HideGrid();
        Plot.Axes.AddPanel(new HeadingPanel(title, subtitle));
        Plot.Layout.Fixed(new PixelPadding(left, right, bottom, Top));
        foreach (var axis in Plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontName = ChartFont.Family;
            axis.TickLabelStyle.FontSize = TickSize;
            axis.TickLabelStyle.ForeColor = Color.FromHex(Palette.Ink);
            axis.MajorTickStyle.Length = 0;
            axis.MinorTickStyle.Length = 0;
            axis.Label.FontName = ChartFont.Family;
            axis.Label.FontSize = TickSize;
            axis.Label.Bold = false;
            axis.Label.ForeColor = Color.FromHex(Palette.Grey);
            axis.SetTicks([], []);
        }
    }

    /// <summary>The plot.</summary>
    public Plot Plot { get; }

    /// <summary>Fixes what is seen; with <paramref name="topDown"/> row 0 stands at the top.</summary>
    public void Limits(double left, double right, double low, double high, bool topDown = false)
    {
        Plot.Axes.SetLimitsX(left, right);
        Plot.Axes.SetLimitsY(topDown ? high : low, topDown ? low : high);
    }

    /// <summary>Names of places along the bottom.</summary>
    public void TicksBelow(double[] at, string[] labels, string title = "")
    {
        Plot.Axes.Bottom.SetTicks(at, labels);
        Plot.Axes.Bottom.Label.Text = title;
    }

    /// <summary>Names of places at the left.</summary>
    public void TicksLeft(double[] at, string[] labels, string title = "")
    {
        Plot.Axes.Left.SetTicks(at, labels);
        Plot.Axes.Left.Label.Text = title;
    }

    /// <summary>Pale lines across at the ticks of the left axis.</summary>
    public void GridAcross(IEnumerable<double> at)
    {
        foreach (var y in at)
        {
            var line = Plot.Add.HorizontalLine(y, 1, Colors.Black.WithAlpha(0.08));
            line.EnableAutoscale = false;
        }
    }

    /// <summary>A filled rectangle.</summary>
    public void Box(
        double left,
        double right,
        double low,
        double high,
        string colour,
        bool framed = false
    )
    {
        var box = Plot.Add.Rectangle(left, right, low, high);
        box.LineWidth = 0;
        box.FillColor = Color.FromHex(colour);
        if (framed)
        {
            box.LineWidth = 1.5f;
            box.LineColor = Color.FromHex(Palette.Vermilion);
        }
    }

    /// <summary>A line through points.</summary>
    public void Line(double[] xs, double[] ys, string colour, float width = 2)
    {
        var line = Plot.Add.ScatterLine(xs, ys, Color.FromHex(colour));
        line.LineWidth = width;
    }

    /// <summary>Text at a place of the plot.</summary>
    public void Label(
        string text,
        double x,
        double y,
        Alignment alignment,
        string colour = Palette.Ink,
        float size = TickSize,
        bool bold = false,
        float shiftX = 0,
        float shiftY = 0
    )
    {
        var label = Plot.Add.Text(text, x, y);
        label.LabelFontName = ChartFont.Family;
        label.LabelFontSize = size;
        label.LabelBold = bold;
        label.LabelFontColor = Color.FromHex(colour);
        label.LabelAlignment = alignment;
        label.OffsetX = shiftX;
        label.OffsetY = shiftY;
    }
}
