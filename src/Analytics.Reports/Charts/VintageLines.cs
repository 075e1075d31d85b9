using System.Globalization;
using Analytics.Reports.Pages;

namespace Analytics.Reports.Charts;

/// <summary>How many of each month's new accounts were ever far behind, by months since.</summary>
internal static class VintageLines
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "vintages";

    private const int Most = 12;
    private const int LeastAccounts = 20;

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        // cohorts of a few accounts jump; a point is no curve
        var cohorts = (report.Debts?.Vintages ?? [])
            .GroupBy(v => v.Cohort, StringComparer.Ordinal)
            .Where(g => g.Count() > 1 && g.First().Accounts >= LeastAccounts)
            .Select(g => g.ToList())
            .TakeLast(Most)
            .ToList();
        if (cohorts.Count == 0)
        {
            return ChartDrawing.None(
                $"No month has {LeastAccounts} new accounts that were followed for two months, so there are no vintages to draw."
            );
        }

        var last = cohorts.Max(c => c[^1].Months);
        var top = Math.Max(0.01, cohorts.Max(c => c.Max(v => v.Ever)));
        var ticks = ChartText.Ticks(0, top);
        var canvas = new Canvas(
            "How soon new accounts fall behind",
            "Share of each month's new accounts that were ever 60 or more days past due; darker = older cohort",
            left: 84,
            right: 92
        );
        canvas.Limits(-0.2, last + 0.2, -0.01 * top, top * 1.06);
        canvas.GridAcross(ticks);
        canvas.TicksLeft(ticks, [.. ticks.Select(Wording.Percent)]);
        var step = (last / 12) + 1;
        var months = Enumerable.Range(0, last + 1).Where(m => m % step == 0).ToArray();
        canvas.TicksBelow(
            [.. months.Select(m => (double)m)],
            [.. months.Select(m => m.ToString(CultureInfo.InvariantCulture))],
            "Months since the first invoice"
        );
        for (var i = 0; i < cohorts.Count; i++)
        {
            canvas.Line(
                [.. cohorts[i].Select(v => (double)v.Months)],
                [.. cohorts[i].Select(v => v.Ever)],
                Colour(i, cohorts.Count),
                2.5f
            );
        }

        for (var i = 0; i < cohorts.Count; i++)
        {
            // the newest at the top: the names stand in the order of the cohorts, apart from their lines' ends
            var at = top * (1 - (0.07 * (cohorts.Count - 1 - i)));
            canvas.Plot.Axes.AddPanel(
                new SideKey(
                    ChartText.Name(cohorts[i][0].Cohort, i, 60),
                    at,
                    Colour(i, cohorts.Count)
                )
            );
        }

        var ends = cohorts.Where(c => c[^1].Months == last).ToList();
        var accounts = ends.Sum(c => c[0].Accounts);
        return new ChartDrawing(
            canvas.Plot,
            $"Of {Wording.Count(accounts, "account")} that could be followed for {Wording.Count(last, "month")}, {Wording.Percent(ends.Sum(c => c[^1].Ever * c[0].Accounts) / accounts)} were 60 or more days past due at some month end."
        );
    }

    private static string Colour(int place, int count) =>
        Palette.Ramp(1 - (0.85 * place / Math.Max(1, count - 1)));
}
