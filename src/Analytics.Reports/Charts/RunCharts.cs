using System.Text;
using Analytics.Reports.Pages;

namespace Analytics.Reports.Charts;

/// <summary>The charts of a run. Only these methods load ScottPlot, Skia and Deedle.</summary>
public static class RunCharts
{
    private static readonly ChartSpec[] Catalogue =
    [
        new(PyramidBars.Name, "pyramid.csv", PyramidBars.Draw),
        new(LorenzCurve.Name, "lorenz.csv", LorenzCurve.Draw),
        new(DecileBars.Name, "deciles.csv", DecileBars.Draw),
        new(SegmentBars.Name, "segments.csv", SegmentBars.Draw),
        new(RfmHeatMap.Name, "customers.csv", RfmHeatMap.Draw),
        new(CohortHeatMap.Name, "cohorts.csv", CohortHeatMap.Draw),
        new(LeakyBucketBars.Name, "leaky_bucket.csv", LeakyBucketBars.Draw),
        new(TrackingLines.Name, "tracking.csv", TrackingLines.Draw),
        new(CalibrationBars.Name, "calibration.csv", CalibrationBars.Draw),
        new(LiftBars.Name, "churn_lift.csv", LiftBars.Draw),
        new(ChurnCalibrationPoints.Name, "churn_calibration.csv", ChurnCalibrationPoints.Draw),
        new(RollHeatMap.Name, "rolls.csv", RollHeatMap.Draw),
        new(AgeingBars.Name, "ageing.csv", AgeingBars.Draw),
        new(VintageLines.Name, "vintages.csv", VintageLines.Draw),
        new(RollBoard.Name, "board.csv", RollBoard.Draw),
        new(CapacityCurve.Name, "capacity.csv", CapacityCurve.Draw),
        new(MigrationHeatMap.TierName, "migration.csv", MigrationHeatMap.Tiers),
        new(MigrationHeatMap.SegmentName, "migration.csv", MigrationHeatMap.Segments),
    ];

    /// <summary>Draws every chart of the catalogue; the same report gives the same bytes.</summary>
    /// <param name="report">The results.</param>
    /// <param name="threads">Charts drawn at once.</param>
    public static IReadOnlyList<DrawnChart> Draw(RunReport report, int threads)
    {
        ChartFont.Get();
        var charts = new DrawnChart[Catalogue.Length];
        Parallel.For(
            0,
            Catalogue.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => charts[i] = Draw(Catalogue[i], report)
        );
        return charts;
    }

    /// <summary>Writes <c>charts/NAME.png</c> and <c>charts/NAME.svg</c> of every chart that was drawn.</summary>
    /// <param name="charts">What <see cref="Draw(RunReport, int)"/> gave.</param>
    /// <param name="create">Opens a file of the run directory by its name with <c>/</c>; it is disposed of here.</param>
    public static void Write(IReadOnlyList<DrawnChart> charts, Func<string, Stream> create)
    {
        foreach (var chart in charts.Where(c => c.IsDrawn))
        {
            using (var png = create($"charts/{chart.Name}.png"))
            {
                png.Write(chart.Png);
            }

            using var svg = create($"charts/{chart.Name}.svg");
            svg.Write(Encoding.UTF8.GetBytes(chart.Svg!));
        }
    }

    private static DrawnChart Draw(ChartSpec spec, RunReport report)
    {
        var drawing = spec.Draw(report);
        using var plot = drawing.Plot;
        return new DrawnChart
        {
            Name = spec.Name,
            Csv = spec.Csv,
            Text = drawing.Text,
            Png = plot is null ? null : ChartRenderer.Png(plot),
            Svg = plot is null
                ? null
                : SvgText.Clean(ChartRenderer.Svg(plot), spec.Name, drawing.Text),
        };
    }
}
