using Analytics.Reports.Pages;
using ScottPlot;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>Purchases foretold and made per customer, by the number of repeat purchases before the cut-off.</summary>
internal static class CalibrationBars
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "calibration";

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Lifetime?.Calibration is not { Count: > 0 } classes)
        {
            return ChartDrawing.None(
                "There is no calibration chart, because no model could be proven on an earlier day."
            );
        }

        var canvas = new Canvas(
            "Is the model right for rare and for frequent buyers?",
            "Purchase days per customer after the cut-off: blue = made, orange = foretold; customers below",
            left: 72,
            bottom: 76
        );
        var top = Math.Max(0.1, classes.Max(c => Math.Max(c.Actual, c.Predicted)));
        var ticks = ChartText.Ticks(0, top);
        canvas.Limits(-0.6, classes.Count - 0.4, 0, top * 1.14);
        canvas.GridAcross(ticks);
        canvas.TicksLeft(ticks, [.. ticks.Select(t => Invariant($"{t:0.##}"))]);
        for (var i = 0; i < classes.Count; i++)
        {
            canvas.Box(i - 0.36, i - 0.02, 0, classes[i].Actual, Palette.Blue);
            canvas.Box(i + 0.02, i + 0.36, 0, classes[i].Predicted, Palette.Orange);
            Number(canvas, i - 0.19, classes[i].Actual);
            Number(canvas, i + 0.19, classes[i].Predicted);
        }

        canvas.TicksBelow(
            [.. Enumerable.Range(0, classes.Count).Select(i => (double)i)],
            [
                .. classes.Select(c =>
                    Invariant($"{c.Frequency}{(c.IsOpen ? "+" : "")}\n({c.Customers:N0})")
                ),
            ],
            "Repeat purchase days before the cut-off (customers)"
        );
        var worst = classes.MaxBy(c => c.Customers * Math.Abs(c.Predicted - c.Actual));
        return new ChartDrawing(
            canvas.Plot,
            Invariant(
                $"Where it matters most, among customers with {worst.Frequency}{(worst.IsOpen ? " or more" : "")} repeat purchases, {worst.Predicted:0.00} purchases each were foretold and {worst.Actual:0.00} made."
            )
        );
    }

    private static void Number(Canvas canvas, double x, double y) =>
        canvas.Label(
            Invariant($"{y:0.00}"),
            x,
            y,
            Alignment.LowerCenter,
            Palette.Ink,
            11,
            shiftY: -2
        );
}
