using System.Globalization;
using Analytics.Reports.Pages;
using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>Share of value of each tenth of the customers.</summary>
internal static class DecileBars
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "deciles";

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Deciles is not { Count: 10 } rows || rows.Sum(r => (long)r.Customers) < 10)
        {
            return ChartDrawing.None(
                "There are fewer than ten ranked customers, so tenths of them are not drawn."
            );
        }

        if (rows.Sum(r => r.ShareValue) == 0)
        {
            return ChartDrawing.None(
                $"No customer has a {report.ValueName} above zero, so tenths have no share of value to draw."
            );
        }

        var canvas = new Canvas(
            "What each tenth of the customers brings",
            $"Share of {report.ValueName} in percent, with the amount in {ChartText.Unit(report)}; 1 = the most valuable tenth",
            left: 72
        );
        var top = rows.Max(r => r.ShareValue);
        var ticks = ChartText.Ticks(0, top);
        canvas.Limits(0.4, 10.6, 0, top * 1.16);
        canvas.GridAcross(ticks);
        canvas.TicksLeft(ticks, [.. ticks.Select(Wording.Percent)]);
        foreach (var row in rows)
        {
            canvas.Box(
                row.Decile + 0.6,
                row.Decile + 1.4,
                0,
                row.ShareValue,
                row.Decile < 2 ? Palette.Blue : Palette.Sky
            );
            canvas.Label(
                Wording.Percent(row.ShareValue),
                row.Decile + 1,
                row.ShareValue,
                Alignment.LowerCenter,
                bold: true,
                shiftY: -18
            );
            canvas.Label(
                Wording.Short(row.Value.ToDouble()),
                row.Decile + 1,
                row.ShareValue,
                Alignment.LowerCenter,
                row.Value.Units < 0 ? Palette.Vermilion : Palette.Grey,
                12,
                shiftY: -3
            );
        }

        canvas.TicksBelow(
            [.. rows.Select(r => (double)(r.Decile + 1))],
            [.. rows.Select(r => (r.Decile + 1).ToString(CultureInfo.InvariantCulture))],
            "Tenth of the customers"
        );
        return new ChartDrawing(
            canvas.Plot,
            $"The most valuable tenth brings {Wording.Percent(rows[0].ShareValue)} of the value, the best two tenths together {Wording.Percent(rows[1].CumulativeShare)}."
        );
    }
}
