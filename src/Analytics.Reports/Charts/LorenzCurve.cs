using Analytics.Reports.Pages;
using ScottPlot;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>The Lorenz curve with the Gini coefficient and the share of the best fifth.</summary>
internal static class LorenzCurve
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "lorenz";

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Lorenz is not { Count: > 1 } points || report.Concentration is not { } measures)
        {
            return ChartDrawing.None("There is no Lorenz curve, because no customer was ranked.");
        }

        if (report.Pyramid is { } tiers && tiers.Sum(t => t.ShareValue) == 0)
        {
            return ChartDrawing.None(
                $"No customer has a {report.ValueName} above zero, so there is no Lorenz curve."
            );
        }

        var canvas = new Canvas(
            Invariant($"How unequal customers are: Gini {measures.Gini:0.00}"),
            $"Share of {report.ValueName} held by the least valuable customers; the straight line = all alike",
            left: 84,
            right: 40
        );
        canvas.Limits(-0.006, 1.006, -0.02, 1.01);
        double[] ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
        string[] names = [.. ticks.Select(Wording.Percent)];
        canvas.GridAcross(ticks);
        canvas.TicksBelow(ticks, names, "Share of customers, least valuable first");
        canvas.TicksLeft(ticks, names);
        canvas.Line([0, 1], [0, 1], Palette.Grey, 1.5f);
        double[] xs = [.. points.Select(p => p.ShareCustomers)];
        double[] ys = [.. points.Select(p => p.ShareValue)];
        var area = canvas.Plot.Add.Polygon([
            .. points.Select(p => new Coordinates(p.ShareCustomers, p.ShareValue)),
        ]);
        area.FillColor = Color.FromHex(Palette.Blue).WithAlpha(0.12);
        area.LineWidth = 0;
        canvas.Line(xs, ys, Palette.Blue, 3);
        canvas.Label(
            "all alike",
            0.36,
            0.36,
            Alignment.LowerRight,
            Palette.Grey,
            shiftX: -6,
            shiftY: -4
        );
        var text =
            $"the best 20 % of customers bring {Wording.Percent(measures.Top20)} and the best 1 % bring {Wording.Percent(measures.Top1)}";
        canvas.Label(
            "The best 20 % of customers",
            0.04,
            0.945,
            Alignment.MiddleLeft,
            bold: true,
            size: 15
        );
        canvas.Label(
            $"bring {Wording.Percent(measures.Top20)} of the value;",
            0.04,
            0.89,
            Alignment.MiddleLeft,
            size: 15
        );
        canvas.Label(
            $"the best 1 % bring {Wording.Percent(measures.Top1)}",
            0.04,
            0.835,
            Alignment.MiddleLeft,
            size: 15
        );
        return new ChartDrawing(
            canvas.Plot,
            Invariant($"The Gini coefficient is {measures.Gini:0.00}: {text} of the value.")
        );
    }
}
