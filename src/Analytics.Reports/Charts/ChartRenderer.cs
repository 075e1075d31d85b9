using System.Text;
using ScottPlot;
using SkiaSharp;

namespace Analytics.Reports.Charts;

/// <summary>Pictures of a plot.</summary>
internal static class ChartRenderer
{
    private const int Scale = 2;
    private const int PngLevel = 6;

    /// <summary>PNG at twice the size, for sharp screens and print.</summary>
    public static byte[] Png(Plot plot)
    {
        var info = new SKImageInfo(Canvas.Width * Scale, Canvas.Height * Scale);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Scale(Scale);
        plot.Render(surface.Canvas, Canvas.Width, Canvas.Height);
        using var pixels = surface.PeekPixels();
        var options = new SKPngEncoderOptions(SKPngEncoderFilterFlags.Up, PngLevel);
        using var data =
            pixels.Encode(options)
            ?? throw new InvalidOperationException("Skia could not encode a picture");
        return data.ToArray();
    }

    /// <summary>SVG with real text.</summary>
    public static string Svg(Plot plot)
    {
        using var stream = new MemoryStream();
        using (
            var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Canvas.Width, Canvas.Height), stream)
        )
        {
            plot.Render(canvas, Canvas.Width, Canvas.Height);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
