using Analytics.Reports.Pages;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>What becomes of each state within a cycle.</summary>
internal static class RollHeatMap
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "rolls";

    private const int Most = 16;

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        if (report.Debts is not { Rolls.Count: > 0 } debts)
        {
            return ChartDrawing.None("No account has two neighbouring cycles, so nothing rolls.");
        }

        // what is never left has no row
        var rows = debts
            .Rolls.Where(r => debts.Rolls.Any(o => o.From == r.From && o.To != o.From))
            .Select(r => r.From)
            .Distinct()
            .Order()
            .ToList();
        if (rows.Count == 0 || debts.States.Count > Most)
        {
            return ChartDrawing.None(
                rows.Count == 0
                    ? "No account ever changed its state, so there is no roll matrix to draw."
                    : $"There are more than {Most} states; their rolls are in rolls.csv only."
            );
        }

        var cells = new HeatMap.Cell?[rows.Count, debts.States.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var to = 0; to < debts.States.Count; to++)
            {
                var cell = debts.Rolls.FirstOrDefault(r => r.From == rows[row] && r.To == to);
                cells[row, to] = cell is null
                    ? new HeatMap.Cell(-1, "")
                    : new HeatMap.Cell(
                        cell.Share,
                        Invariant($"{100 * cell.Share:0.0}"),
                        cell.To == cell.From
                    );
            }
        }

        var canvas = new Canvas(
            "What becomes of a state within a cycle",
            "Percent of the accounts of a state (row) by their state at the next close (column); framed = stays; all types",
            left: 150
        );
        HeatMap.Draw(canvas, cells, debts.States.Count > 9 ? 11 : 15);
        canvas.TicksLeft(
            HeatMap.Places(rows.Count),
            [
                .. rows.Select(s =>
                    $"{State(debts, s)} ({Wording.Short(debts.Rolls.Where(r => r.From == s).Sum(r => (double)r.Count))})"
                ),
            ]
        );
        canvas.TicksBelow(
            HeatMap.Places(debts.States.Count),
            [.. Enumerable.Range(0, debts.States.Count).Select(s => State(debts, s))],
            "State at the next close (in brackets at the left: account-cycles)"
        );
        return new ChartDrawing(canvas.Plot, Text(debts));
    }

    private static string State(DebtReport debts, int state) =>
        ChartText.Name(debts.States[state], state, 60);

    private static string Text(DebtReport debts)
    {
        var overdue = debts
            .Board.GroupBy(c => (c.From, c.To))
            .Select(g =>
                (g.Key.From, g.Key.To, Count: g.Sum(c => c.Count), Rolls: g.Sum(c => c.Rolls))
            )
            .Where(s => s.Count > 0)
            .Select(s => $"{Wording.Percent((double)s.Rolls / s.Count)} of {s.From}")
            .ToList();
        return overdue.Count == 0
            ? "The states form no ladder of ageing."
            : $"Within a cycle {Wording.And(overdue)} become worse.";
    }
}
