using System.Globalization;
using Analytics.Reports.Pages;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>Customers by recency and frequency score.</summary>
internal static class RfmHeatMap
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "rfm_heat_map";

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Scores is not { } grid || grid.Counts.Sum() == 0)
        {
            return ChartDrawing.None("No customer was scored, so there is no map of scores.");
        }

        var most = grid.Counts.Max();
        var all = grid.Counts.Sum();
        var cells = new HeatMap.Cell?[grid.Bins, grid.Bins];
        var (bestR, bestF) = (1, 1);
        for (var r = 1; r <= grid.Bins; r++)
        {
            for (var f = 1; f <= grid.Bins; f++)
            {
                var count = grid[r, f];
                (bestR, bestF) = count > grid[bestR, bestF] ? (r, f) : (bestR, bestF);
                cells[grid.Bins - r, f - 1] = new HeatMap.Cell(
                    count == 0 ? -1 : (double)count / most,
                    Wording.Count(count)
                );
            }
        }

        var canvas = new Canvas(
            "How recent and how frequent customers are",
            Invariant(
                $"Customers by recency and frequency score, {grid.Bins} = best; darker = more customers"
            ),
            left: 96
        );
        HeatMap.Draw(canvas, cells, grid.Bins > 7 ? 12 : 15);
        var scores = Enumerable.Range(1, grid.Bins);
        string[] Names(string letter) =>
            [.. scores.Select(s => letter + s.ToString(CultureInfo.InvariantCulture))];
        canvas.TicksBelow(HeatMap.Places(grid.Bins), Names("F"), "Frequency: seldom to often");
        canvas.TicksLeft(
            HeatMap.Places(grid.Bins),
            [.. Names("R").Reverse()],
            "Recency: long ago to just now"
        );
        return new ChartDrawing(
            canvas.Plot,
            Invariant(
                $"Of {Wording.Count(all, "scored customer")}, most ({Wording.Count(most)}) have recency score {bestR} and frequency score {bestF}; {Wording.Count(grid[grid.Bins, grid.Bins])} have the best score in both."
            )
        );
    }
}
