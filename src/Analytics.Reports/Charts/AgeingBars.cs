using Analytics.Reports.Pages;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>Overdue money by age at each month end.</summary>
internal static class AgeingBars
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "ageing";

    private const int MostMonths = 36;

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        var all = report.Debts?.Ageing ?? [];
        var buckets = all.Select(a => a.Bucket).Distinct(StringComparer.Ordinal).Skip(1).ToList();
        var months = all.GroupBy(a => a.Month, StringComparer.Ordinal)
            .Select(g =>
                (
                    Month: g.Key,
                    Amounts: g.Skip(1).Select(a => a.Amount).ToArray(),
                    All: g.Sum(a => a.Amount)
                )
            )
            .TakeLast(MostMonths)
            .ToList();
        if (months.Count == 0 || months.Max(m => m.Amounts.Sum()) <= 0)
        {
            return ChartDrawing.None(
                all.Count == 0
                    ? "A panel shows no money, so there is no ageing to draw."
                    : "Nothing was overdue at any month end, so there is no ageing to draw."
            );
        }

        var top = months.Max(m => m.Amounts.Sum());
        var ticks = ChartText.Ticks(0, top);
        var canvas = new Canvas(
            "How old the overdue money is",
            $"Overdue amounts at each month end in {ChartText.Unit(report)}, by days past due; darker = older",
            left: 84,
            right: 132
        );
        canvas.Limits(-0.6, months.Count - 0.4, 0, top * 1.06);
        canvas.GridAcross(ticks);
        canvas.TicksLeft(ticks, [.. ticks.Select(Wording.Short)]);
        for (var i = 0; i < months.Count; i++)
        {
            var low = 0.0;
            for (var b = 0; b < buckets.Count; b++)
            {
                var high = low + months[i].Amounts[b];
                if (high > low)
                {
                    canvas.Box(i - 0.38, i + 0.38, low, high, Colour(b, buckets.Count));
                }

                low = high;
            }
        }

        var step = (months.Count + 10) / 11;
        var shown = Enumerable
            .Range(0, months.Count)
            .Where(i => (months.Count - 1 - i) % step == 0)
            .ToArray();
        canvas.TicksBelow(
            [.. shown.Select(i => (double)i)],
            [.. shown.Select(i => months[i].Month)]
        );
        Key(canvas, buckets, top);
        var last = months[^1];
        return new ChartDrawing(
            canvas.Plot,
            Invariant(
                $"At the end of {last.Month} {Wording.Money(last.Amounts.Sum(), report.Currency)} of {Wording.Money(last.All, report.Currency)} open is overdue, {Wording.Money(last.Amounts.Skip(3).Sum(), report.Currency)} of it by more than 90 days."
            )
        );
    }

    private static string Colour(int bucket, int count) =>
        Palette.Ramp(0.12 + (0.88 * bucket / Math.Max(1, count - 1)));

    // the ages at the right edge, oldest at the top as in the bars
    private static void Key(Canvas canvas, List<string> buckets, double top)
    {
        for (var b = 0; b < buckets.Count; b++)
        {
            var at = top * (0.3 + (0.08 * b));
            var name =
                b == buckets.Count - 1 ? "over 180 days" : buckets[b].Replace('_', '-') + " days";
            canvas.Plot.Axes.AddPanel(new SideKey(name, at, Colour(b, buckets.Count)));
        }
    }
}
