using Analytics.Core.Cohorts;
using Analytics.Reports.Pages;
using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>Customers gained and lost per month, and how many there are.</summary>
internal static class LeakyBucketBars
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "leaky_bucket";

    private const int MostMonths = 36;

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Bucket is not { Count: > 0 } all)
        {
            return ChartDrawing.None(
                "Nobody bought anything, so there is no flow of customers to draw."
            );
        }

        var rows = all.Skip(all.Count - MostMonths).ToArray();
        var (low, high) = (
            -rows.Max(r => r.Lapsed),
            rows.Max(r => Math.Max(r.Closing, r.New + r.Reactivated))
        );
        var ticks = ChartText.Ticks(low, high, 6).Where(double.IsInteger).ToArray();
        var canvas = new Canvas(
            "Customers won, won back and lost",
            "Customers per month; the line = customers at the end of the month"
                + (
                    report.Lapse is { } lapse
                        ? $"; lost = {Wording.Count(lapse.Days)} days without a purchase"
                        : ""
                ),
            left: 84,
            right: 118
        );
        canvas.Limits(-0.6, rows.Length - 0.4, Math.Min(low * 1.08, 0), high * 1.06);
        canvas.GridAcross(ticks);
        canvas.TicksLeft(ticks, [.. ticks.Select(t => Wording.Count((long)t))]);
        for (var i = 0; i < rows.Length; i++)
        {
            Bar(canvas, i, 0, rows[i].New, Palette.Green);
            Bar(canvas, i, rows[i].New, rows[i].New + rows[i].Reactivated, Palette.Orange);
            Bar(canvas, i, -rows[i].Lapsed, 0, Palette.Vermilion);
        }

        canvas.Line([-0.6, rows.Length - 0.4], [0, 0], Palette.Grey, 1);
        canvas.Line(
            HeatMap.Places(rows.Length),
            [.. rows.Select(r => (double)r.Closing)],
            Palette.Ink,
            2.5f
        );
        Months(canvas, rows);
        Key(canvas, rows[^1], low, high);
        var last = rows[^1];
        return new ChartDrawing(
            canvas.Plot,
            $"{Wording.Count(last.Closing, "customer")} at the end of {last.Month}; over the {Wording.Count(rows.Length, "month")} shown {Wording.Count(rows.Sum(r => (long)r.New))} were won, {Wording.Count(rows.Sum(r => (long)r.Reactivated))} won back and {Wording.Count(rows.Sum(r => (long)r.Lapsed))} lost."
        );
    }

    private static void Bar(Canvas canvas, int month, double low, double high, string colour)
    {
        if (high > low)
        {
            canvas.Box(month - 0.38, month + 0.38, low, high, colour);
        }
    }

    private static void Months(Canvas canvas, LeakyBucketRow[] rows)
    {
        // counted back from the last month, so that it always has its name; 12 names fit
        var step = (rows.Length + 10) / 11;
        var shown = Enumerable
            .Range(0, rows.Length)
            .Where(i => (rows.Length - 1 - i) % step == 0)
            .ToArray();
        canvas.TicksBelow(
            [.. shown.Select(i => (double)i)],
            [.. shown.Select(i => rows[i].Month.ToString())]
        );
    }

    private static void Key(Canvas canvas, LeakyBucketRow last, double low, double high)
    {
        // names at the right edge beside the data, spread so that no two meet
        var plot = canvas.Plot;
        var span = (high * 1.06) - Math.Min(low * 1.08, 0);
        var gap = span * 0.052;
        var names = new List<(string Text, double At, string Colour)>
        {
            ("lost", Math.Min(-last.Lapsed / 2.0, -gap * 0.6), Palette.Vermilion),
            ("new", last.New / 2.0, Palette.Green),
            ("won back", last.New + (last.Reactivated / 2.0), "#9A6A00"),
            (Wording.Short(last.Closing) + " now", last.Closing, Palette.Ink),
        };
        var at = double.NegativeInfinity;
        foreach (var (text, wanted, colour) in names)
        {
            at = Math.Max(wanted, at + gap);
            plot.Axes.AddPanel(new SideLabel(text, at, colour));
        }
    }
}
