using Analytics.Core.Pyramid;
using Analytics.Reports.Pages;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>Where the customers of each label went.</summary>
internal static class MigrationHeatMap
{
    /// <summary>Name of the chart of tiers.</summary>
    public const string TierName = "migration_tier";

    /// <summary>Name of the chart of segments.</summary>
    public const string SegmentName = "migration_segment";

    private const int MostLabels = 16;

    /// <summary>Draws the moves between tiers.</summary>
    public static ChartDrawing Tiers(RunReport report) => Draw(report, TierMigration.Kind);

    /// <summary>Draws the moves between segments.</summary>
    public static ChartDrawing Segments(RunReport report) => Draw(report, SegmentMigration.Kind);

    private static ChartDrawing Draw(RunReport report, string kind)
    {
        var rows = (report.Migrations ?? []).Where(r => r.Kind == kind).ToList();
        var before = Labels(report, kind, rows.Select(r => r.From), Migration.New);
        var after = Labels(report, kind, rows.Select(r => r.To), Migration.Gone);
        if (!rows.Exists(r => r.From != Migration.New))
        {
            return ChartDrawing.None(
                $"Nobody had a {kind} at the earlier date, so there are no moves between {kind}s to draw."
            );
        }

        if (before.Count > MostLabels || after.Count > MostLabels)
        {
            return ChartDrawing.None(
                $"There are more than {MostLabels} {kind}s; their moves are in migration.csv only."
            );
        }

        var canvas = new Canvas(
            kind == TierMigration.Kind ? "Who moved up and down" : "Who moved between segments",
            (
                report.MigrationFrom is { } from
                    ? $"{Wording.Day(from)} (rows) to {Wording.Day(report.AsOf)} (columns)"
                    : "Before (rows) and now (columns)"
            ) + "; customers, darker = larger share of the row",
            left: 150,
            bottom: after.Count > 6 ? 96 : 62
        );
        HeatMap.Draw(canvas, Cells(rows, before, after), after.Count > 8 ? 12 : 15);
        canvas.TicksLeft(HeatMap.Places(before.Count), Names(before, 124));
        canvas.TicksBelow(
            HeatMap.Places(after.Count),
            Names(after, after.Count > 6 ? 108 : 680f / after.Count)
        );
        if (after.Count > 6)
        {
            var style = canvas.Plot.Axes.Bottom.TickLabelStyle;
            (style.Rotation, style.Alignment) = (-35, ScottPlot.Alignment.MiddleRight);
            style.OffsetY = 7;
        }

        var known = rows.Where(r => r.From != Migration.New).ToList();
        var all = known.Sum(r => (long)r.Customers);
        var stayed = known.Where(r => r.From == r.To).Sum(r => (long)r.Customers);
        return new ChartDrawing(
            canvas.Plot,
            Invariant(
                $"Of {Wording.Count(all, "customer")} with a {kind} at the earlier date, {Wording.Count(stayed)} ({Wording.Percent((double)stayed / all)}) are in the same {kind} now."
            )
        );
    }

    private static HeatMap.Cell?[,] Cells(
        List<MigrationRow> rows,
        List<string> before,
        List<string> after
    )
    {
        var cells = new HeatMap.Cell?[before.Count, after.Count];
        for (var row = 0; row < before.Count; row++)
        {
            for (var column = 0; column < after.Count; column++)
            {
                cells[row, column] = new HeatMap.Cell(-1, "");
            }
        }

        var sums = rows.GroupBy(r => r.From, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(r => (double)r.Customers), StringComparer.Ordinal);
        foreach (var row in rows)
        {
            cells[before.IndexOf(row.From), after.IndexOf(row.To)] = new HeatMap.Cell(
                row.Customers / sums[row.From],
                Wording.Count(row.Customers)
            );
        }

        return cells;
    }

    private static List<string> Labels(
        RunReport report,
        string kind,
        IEnumerable<string> found,
        string last
    )
    {
        var there = found.ToHashSet(StringComparer.Ordinal);
        var known =
            kind == TierMigration.Kind
                ? report.Pyramid?.Select(t => t.Tier.Name)
                : report.Segments?.Select(s => s.Segment.Name);
        // in the order of the tables; a label they do not know keeps its place in the rows, and new and gone close the list
        return
        [
            .. (known ?? [])
                .Concat(there)
                .Where(n => n != last && there.Contains(n))
                .Distinct(StringComparer.Ordinal),
            .. there.Contains(last) ? new[] { last } : [],
        ];
    }

    private static string[] Names(List<string> labels, float width) =>
        [
            .. labels.Select(
                (name, place) =>
                    name switch
                    {
                        Migration.New => "not yet customers",
                        Migration.Gone => "gone",
                        _ => ChartText.Name(name, place, width),
                    }
            ),
        ];
}
