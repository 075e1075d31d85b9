using Analytics.Reports.Pages;
using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>What calls add together, the most worthwhile first.</summary>
internal static class CapacityCurve
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "capacity";

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        var points = report.Debts?.Capacity ?? [];
        if (points.Count < 2 || points[^1].Value <= 0)
        {
            return ChartDrawing.None("No call is worth its cost, so there is no curve of calls.");
        }

        var (calls, top) = (points[^1].Calls, points[^1].Value);
        var half = points.First(p => p.Value >= top / 2);
        var canvas = new Canvas(
            "What calls bring",
            $"Value over the best that can be done without calling, in {ChartText.Unit(report)}; most worthwhile accounts first",
            left: 84,
            right: 40
        );
        canvas.Limits(-0.01 * calls, calls * 1.02, -0.02 * top, top * 1.08);
        var ticks = ChartText.Ticks(0, top);
        canvas.GridAcross(ticks);
        canvas.TicksLeft(ticks, [.. ticks.Select(Wording.Short)]);
        var below = ChartText.Ticks(0, calls, 6).Where(double.IsInteger).ToArray();
        canvas.TicksBelow(below, [.. below.Select(t => Wording.Count((long)t))], "Calls made");
        double[] xs = [.. points.Select(p => (double)p.Calls)];
        double[] ys = [.. points.Select(p => p.Value)];
        var area = canvas.Plot.Add.Polygon([
            .. points.Select(p => new Coordinates(p.Calls, p.Value)),
            new Coordinates(calls, 0),
        ]);
        area.FillColor = Color.FromHex(Palette.Blue).WithAlpha(0.12);
        area.LineWidth = 0;
        canvas.Line(xs, ys, Palette.Blue, 3);
        canvas.Line([half.Calls, half.Calls], [0, half.Value], Palette.Grey, 1.5f);
        canvas.Label(
            $"half of it with {Wording.Count(half.Calls, "call")}",
            half.Calls,
            half.Value,
            Alignment.UpperLeft,
            shiftX: 10,
            shiftY: 4
        );
        return new ChartDrawing(
            canvas.Plot,
            $"{Sentence.Start(Wording.Count(calls, "call"))} would add {Wording.Money(top, report.Currency)}; half of that comes from the first {Wording.Count(half.Calls)}. Further calls would cost more than they bring."
        );
    }
}
