using System.Globalization;
using Analytics.Reports.Frames;
using Analytics.Reports.Pages;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>Share of each cohort that bought in each month since.</summary>
internal static class CohortHeatMap
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "cohorts";

    private const int Most = 24;

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Retention is not { Count: > 0 } rows || rows.Max(r => r.MonthsSince) == 0)
        {
            return ChartDrawing.None(
                "The purchases lie in one month, so nobody can have come back in a later one."
            );
        }

        var triangle = CohortTriangle.Of(rows, Most);
        var (count, columns) = (triangle.Cohorts.Count, triangle.Months);
        var cells = new HeatMap.Cell?[count, columns];
        var later = triangle.Cells.Where(c => c.Column > 0).ToList();
        var most = Math.Max(later.Count == 0 ? 0 : later.Max(c => c.Share), 1e-9);
        foreach (var cell in triangle.Cells)
        {
            // the first month is 100 % by definition: it would only wash out the rest
            cells[cell.Row, cell.Column] =
                cell.Column == 0
                    ? new HeatMap.Cell(-1, Wording.Count(cell.Customers))
                    : new HeatMap.Cell(
                        cell.Customers == 0 ? -1 : cell.Share / most,
                        Invariant($"{cell.Share * 100:0}"),
                        !cell.Complete
                    );
        }

        var open = triangle.Cells.Any(c => c is { Complete: false, Column: > 0 });
        var canvas = new Canvas(
            "Who comes back",
            "Percent of each month's new customers who bought again"
                + (open ? "; framed = month not over" : "")
                + (triangle.IsCut ? Invariant($"; newest {Most} months") : ""),
            left: 92
        );
        HeatMap.Draw(
            canvas,
            cells,
            columns > 18 ? 10
                : columns > 13 ? 11
                : 13
        );
        string[] since =
        [
            "new",
            .. Enumerable
                .Range(1, columns - 1)
                .Select(m => m.ToString(CultureInfo.InvariantCulture)),
        ];
        canvas.TicksBelow(
            HeatMap.Places(columns),
            since,
            "Months since the first purchase (new = number of customers)"
        );
        canvas.TicksLeft(HeatMap.Places(count), [.. triangle.Cohorts]);
        var first = rows.Where(r => r is { MonthsSince: 1, Complete: true }).ToList();
        var bases = rows.Where(r => r.MonthsSince == 0)
            .ToDictionary(r => r.Cohort, r => r.Customers);
        var base1 = first.Sum(r => (long)bases[r.Cohort]);
        return new ChartDrawing(
            canvas.Plot,
            base1 == 0
                ? $"{Wording.Count(bases.Count, "cohort")}; no month after a first purchase is over yet."
                : $"{Wording.Count(bases.Count, "cohort")}; in the month after the first purchase {Wording.Percent((double)first.Sum(r => (long)r.Customers) / base1)} of the customers bought again."
        );
    }
}
