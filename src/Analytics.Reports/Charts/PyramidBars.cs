using Analytics.Reports.Pages;
using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>Share of customers against share of value, tier by tier.</summary>
internal static class PyramidBars
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "pyramid";

    private const double Half = 0.36;

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Pyramid is not { } tiers || tiers.Sum(t => (long)t.Customers) == 0)
        {
            return ChartDrawing.None("There is no value pyramid, because no customer was ranked.");
        }

        if (tiers.Sum(t => t.ShareValue) == 0)
        {
            return ChartDrawing.None(
                $"No customer has a {report.ValueName} above zero, so tiers have no share of value to draw."
            );
        }

        var canvas = new Canvas(
            "How few customers bring how much",
            $"Share of customers (grey) and share of {report.ValueName} (blue) by tier, in percent",
            left: 150,
            bottom: 48
        );
        canvas.Limits(0, 1.12, -0.55, tiers.Count - 0.45, topDown: true);
        for (var i = 0; i < tiers.Count; i++)
        {
            var tier = tiers[i];
            Bar(
                canvas,
                tier.ShareCustomers,
                i - Half,
                i,
                "#AEB8C2",
                Palette.Grey,
                $"{Wording.Percent(tier.ShareCustomers)} of customers · {Wording.Count(tier.Customers)}",
                tiers.Count
            );
            Bar(
                canvas,
                tier.ShareValue,
                i,
                i + Half,
                Palette.Blue,
                Palette.Ink,
                $"{Wording.Percent(tier.ShareValue)} of value · {Wording.Short(tier.Value.ToDouble())}",
                tiers.Count
            );
        }

        canvas.TicksLeft(
            HeatMap.Places(tiers.Count),
            [.. tiers.Select((t, i) => ChartText.Name(t.Tier.Name, i, 130))]
        );
        double[] ticks = [0, 0.25, 0.5, 0.75, 1];
        canvas.TicksBelow(ticks, [.. ticks.Select(Wording.Percent)]);
        var best = tiers[0].Customers > 0 ? tiers[0] : tiers.First(t => t.Customers > 0);
        return new ChartDrawing(
            canvas.Plot,
            $"The tier {best.Tier.Name} holds {Wording.Percent(best.ShareCustomers)} of the customers and {Wording.Percent(best.ShareValue)} of the value."
        );
    }

    private static void Bar(
        Canvas canvas,
        double share,
        double low,
        double high,
        string colour,
        string ink,
        string text,
        int tiers
    )
    {
        if (share > 0)
        {
            canvas.Box(0, share, low, high, colour);
        }

        var size =
            tiers > 12 ? 9
            : tiers > 8 ? 11
            : 13;
        var inside = share > 0.62;
        canvas.Label(
            text,
            inside ? share : Math.Max(0, share),
            (low + high) / 2,
            inside ? Alignment.MiddleRight : Alignment.MiddleLeft,
            inside && ink == Palette.Ink ? Palette.White : Palette.Ink,
            size,
            shiftX: inside ? -8 : 8
        );
    }
}
