using System.Globalization;
using Analytics.Reports.Pages;
using ScottPlot;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>How many more leavers each tenth of the customers held than chance, by foretold probability.</summary>
internal static class LiftBars
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "lift";

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Churn is not { Lift: { Count: > 0 } lift })
        {
            return ChartDrawing.None("There is no lift chart, because churn was not estimated.");
        }

        var canvas = new Canvas(
            "Does the list find those who leave?",
            "Leavers in each tenth of the customers against chance (1.0), on days the model had not seen; line = 95 % interval",
            left: 72
        );
        var top = lift.Max(l => l.High);
        var ticks = ChartText.Ticks(0, top);
        canvas.Limits(0.4, lift.Count + 0.6, 0, top * 1.14);
        canvas.GridAcross(ticks);
        canvas.TicksLeft(ticks, [.. ticks.Select(t => Invariant($"{t:0.##}"))]);
        for (var i = 0; i < lift.Count; i++)
        {
            canvas.Box(
                i + 0.6,
                i + 1.4,
                0,
                lift[i].Value,
                lift[i].Value >= 1 ? Palette.Blue : Palette.Sky
            );
            canvas.Line([i + 1, i + 1], [lift[i].Low, lift[i].High], Palette.Ink, 1.5f);
            canvas.Label(
                Invariant($"{lift[i].Value:0.00}"),
                i + 1,
                lift[i].High,
                Alignment.LowerCenter,
                bold: true,
                shiftY: -4
            );
        }

        canvas.Line([0.5, lift.Count + 0.5], [1, 1], Palette.Grey, 1.5f);
        canvas.TicksBelow(
            [.. Enumerable.Range(1, lift.Count).Select(i => (double)i)],
            [
                .. Enumerable
                    .Range(1, lift.Count)
                    .Select(i => i.ToString(CultureInfo.InvariantCulture)),
            ],
            "Tenth of the customers, highest churn probability first"
        );
        return new ChartDrawing(
            canvas.Plot,
            Invariant(
                $"On days the model had not seen, the tenth with the highest probabilities held {lift[0].Value:0.00} times as many leavers as chance (95 % between {lift[0].Low:0.00} and {lift[0].High:0.00})."
            )
        );
    }
}
