using Analytics.Core.Backtest;
using Analytics.Reports.Pages;
using ScottPlot;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>Repeat purchases week by week against what the model expects, with the end of what it was fitted on.</summary>
internal static class TrackingLines
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "tracking";

    private const int MostTicks = 9;

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (
            report.Lifetime is not { } lifetime
            || lifetime.Tracking is not { Count: > 1 } weeks
            || !weeks.Any(w => w.IsHoldout)
        )
        {
            return ChartDrawing.None(
                "There is no tracking chart, because no model could be proven on an earlier day."
            );
        }

        var end = weeks.Count(w => !w.IsHoldout);
        var cut = Wording.Day(DateOnly.FromDayNumber(weeks[end].Day - 1));
        var canvas = new Canvas(
            "Purchases foretold and made",
            "Repeat purchase days per week: blue = made, orange = expected by the model",
            left: 72,
            right: 40
        );
        var top = weeks.Max(w => Math.Max(w.Actual, w.Expected));
        var ticks = ChartText.Ticks(0, top);
        canvas.Limits(-0.5, weeks.Count - 0.5, 0, Math.Max(1, top) * 1.18);
        canvas.GridAcross(ticks);
        canvas.TicksLeft(ticks, [.. ticks.Select(t => Wording.Short(t))]);
        Months(canvas, weeks);
        var border = canvas.Plot.Add.VerticalLine(
            end - 0.5,
            1.5f,
            Color.FromHex(Palette.Grey),
            LinePattern.Dashed
        );
        border.EnableAutoscale = false;
        canvas.Label(
            $"fitted up to {cut}",
            end - 0.5,
            Math.Max(1, top) * 1.16,
            Alignment.UpperRight,
            Palette.Grey,
            shiftX: -6
        );
        canvas.Label(
            "foretold",
            end - 0.5,
            Math.Max(1, top) * 1.16,
            Alignment.UpperLeft,
            Palette.Grey,
            shiftX: 6
        );
        double[] xs = [.. Enumerable.Range(0, weeks.Count).Select(i => (double)i)];
        canvas.Line(xs, [.. weeks.Select(w => w.Actual)], Palette.Blue, 2);
        canvas.Line(xs, [.. weeks.Select(w => w.Expected)], Palette.Orange, 2.5f);
        var (made, foretold) = (
            weeks.Where(w => w.IsHoldout).Sum(w => w.Actual),
            weeks.Where(w => w.IsHoldout).Sum(w => w.Expected)
        );
        return new ChartDrawing(
            canvas.Plot,
            Invariant(
                $"Fitted on the days up to {cut}, the model foretold {foretold:N0} purchases for the {weeks.Count - end} weeks after it; {made:N0} were made."
            )
        );
    }

    private static void Months(Canvas canvas, IReadOnlyList<TrackingWeek> weeks)
    {
        var (at, names) = (new List<double>(), new List<string>());
        var stride = Math.Max(1, weeks.Count / MostTicks);
        for (var i = 0; i < weeks.Count; i += stride)
        {
            at.Add(i);
            names.Add(Wording.Day(DateOnly.FromDayNumber(weeks[i].Day))[..7]);
        }

        canvas.TicksBelow([.. at], [.. names], "Week");
    }
}
