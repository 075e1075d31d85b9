using Analytics.Core.Segments;
using Analytics.Reports.Pages;
using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>Customers and net amount of each segment, side by side.</summary>
internal static class SegmentBars
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "segments";

    private const int MostRows = 20;

    // the left panel takes 0..1, the right one Start..Start + 1; labels need the rest
    private const double Start = 1.42;
    private const double End = 2.86;

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Segments is not { } segments || segments.Sum(s => (long)s.Customers) == 0)
        {
            return ChartDrawing.None("No customer is in a segment, so there are no segment bars.");
        }

        // a map may have more segments than there is room for: the largest stay, in the map's order
        var kept = segments
            .Select((row, place) => (row, place))
            .OrderByDescending(s => s.row.Customers)
            .Take(MostRows)
            .OrderBy(s => s.place)
            .ToList();
        var canvas = new Canvas(
            "Who the customers are and what they bring",
            "Customers (left) and net amount in "
                + ChartText.Unit(report)
                + " (right) by segment, with shares of the whole"
                + (kept.Count < segments.Count ? "; the 20 largest segments" : ""),
            left: 168,
            bottom: 24
        );
        canvas.Limits(0, End, -1.1, kept.Count - 0.4, topDown: true);
        canvas.Label("Customers", 0, -0.85, Alignment.MiddleLeft, Palette.Blue, 13, bold: true);
        Customers(canvas, [.. kept.Select(s => s.row)]);
        Amounts(canvas, [.. kept.Select(s => s.row)]);
        canvas.TicksLeft(
            HeatMap.Places(kept.Count),
            [.. kept.Select(s => ChartText.Name(s.row.Segment.Name, s.place, 150))]
        );
        var largest = segments.MaxBy(s => s.Customers)!;
        var richest = segments.MaxBy(s => s.NetAmount.Units)!;
        return new ChartDrawing(
            canvas.Plot,
            $"The largest segment is {largest.Segment.Name} with {Wording.Count(largest.Customers, "customer")} ({Wording.Percent(largest.ShareCustomers)}); most money comes from {richest.Segment.Name}: {Wording.Money(richest.NetAmount, report.Currency)}."
        );
    }

    private static void Customers(Canvas canvas, SegmentRow[] rows)
    {
        var most = (double)rows.Max(r => r.Customers);
        for (var i = 0; i < rows.Length; i++)
        {
            var length = rows[i].Customers / most;
            Bar(canvas, 0, length, i, Palette.Blue);
            canvas.Label(
                $"{Wording.Count(rows[i].Customers)} · {Wording.Percent(rows[i].ShareCustomers)}",
                length,
                i,
                Alignment.MiddleLeft,
                size: 12,
                shiftX: 6
            );
        }
    }

    private static void Amounts(Canvas canvas, SegmentRow[] rows)
    {
        var values = rows.Select(r => r.NetAmount.ToDouble()).ToArray();
        var (low, high) = (Math.Min(0, values.Min()), Math.Max(0, values.Max()));
        var span = high - low > 0 ? high - low : 1;
        var zero = Start - (low / span);
        canvas.Label(
            "Net amount",
            zero,
            -0.85,
            Alignment.MiddleLeft,
            Palette.Green,
            13,
            bold: true
        );
        for (var i = 0; i < rows.Length; i++)
        {
            var end = zero + (values[i] / span);
            Bar(canvas, zero, end, i, values[i] < 0 ? Palette.Vermilion : Palette.Green);
            var share = rows[i].ShareAmount;
            canvas.Label(
                values[i] == 0 ? "0"
                    : values[i] < 0 || share is < 0 or > 1 ? Wording.Short(values[i])
                    : $"{Wording.Short(values[i])} · {Wording.Percent(share)}",
                Math.Max(zero, end),
                i,
                Alignment.MiddleLeft,
                size: 12,
                shiftX: 6
            );
        }
    }

    private static void Bar(Canvas canvas, double from, double to, int row, string colour)
    {
        if (from != to)
        {
            canvas.Box(Math.Min(from, to), Math.Max(from, to), row - 0.34, row + 0.34, colour);
        }

        canvas.Box(from - 0.001, from + 0.001, row - 0.5, row + 0.5, Palette.Grey);
    }
}
