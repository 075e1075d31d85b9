using Analytics.Reports.Pages;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>Foretold churn probability against the share that left.</summary>
internal static class ChurnCalibrationPoints
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "churn_calibration";

    private const double Half = 0.008;
    private static readonly double[] Ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Churn is not { Calibration: { Count: > 0 } bins })
        {
            return ChartDrawing.None(
                "There is no calibration chart of churn, because churn was not estimated."
            );
        }

        var canvas = new Canvas(
            "Are the churn probabilities right?",
            "Share that left against the probability foretold, tenths of customers; line = 95 % interval; on the diagonal they are right",
            left: 72
        );
        string[] labels = [.. Ticks.Select(Wording.Percent)];
        canvas.Limits(-0.03, 1.02, -0.02, 1.03);
        canvas.GridAcross(Ticks);
        canvas.TicksLeft(Ticks, labels);
        canvas.TicksBelow(Ticks, labels, "Foretold churn probability");
        canvas.Line([0, 1], [0, 1], Palette.Grey, 1.5f);
        foreach (var bin in bins)
        {
            canvas.Line([bin.Foretold, bin.Foretold], [bin.Low, bin.High], Palette.Ink, 1.5f);
            canvas.Box(
                bin.Foretold - Half,
                bin.Foretold + Half,
                bin.Came - (1.5 * Half),
                bin.Came + (1.5 * Half),
                Palette.Blue
            );
        }

        var rows = bins.Sum(b => b.Rows);
        var (foretold, came) = (
            bins.Sum(b => b.Rows * b.Foretold) / rows,
            bins.Sum(b => b.Rows * b.Came) / rows
        );
        return new ChartDrawing(
            canvas.Plot,
            Invariant(
                $"On days the model had not seen, it foretold that {Wording.Percent(foretold)} of {rows:N0} customers would leave; {Wording.Percent(came)} did."
            )
        );
    }
}
