using Analytics.Reports.Pages;
using static System.FormattableString;

namespace Analytics.Reports.Charts;

/// <summary>The board: how many accounts of each type roll from each state.</summary>
internal static class RollBoard
{
    /// <summary>Name of the chart.</summary>
    public const string Name = "roll_board";

    private const long Few = 200;
    private const int Most = 16;

    /// <summary>Draws it.</summary>
    public static ChartDrawing Draw(RunReport report)
    {
        var board = report.Debts?.Board ?? [];
        var types = board.Select(c => c.Type).Distinct(StringComparer.Ordinal).ToList();
        var steps = board.Select(c => (c.From, c.To)).Distinct().ToList();
        if (types.Count == 0 || steps.Count == 0 || board.All(c => c.Count == 0))
        {
            return ChartDrawing.None("The states form no ladder of ageing, so there is no board.");
        }

        if (types.Count > Most || steps.Count > Most)
        {
            return ChartDrawing.None(
                $"There are more than {Most} types or states; their roll rates are in board.csv only."
            );
        }

        var cells = new HeatMap.Cell?[types.Count, steps.Count];
        foreach (var cell in board)
        {
            var share = cell.Count == 0 ? -1 : (double)cell.Rolls / cell.Count;
            cells[types.IndexOf(cell.Type), steps.IndexOf((cell.From, cell.To))] = new HeatMap.Cell(
                share,
                share < 0 ? "" : Invariant($"{100 * share:0.0}"),
                cell.Count < Few
            );
        }

        var canvas = new Canvas(
            $"The board: {Wording.Count(board.Count)} roll rates",
            $"Percent of the accounts of a type (row) in a state that are worse at the next close; framed = fewer than {Few} cases",
            left: 232
        );
        HeatMap.Draw(canvas, cells, 15);
        canvas.TicksLeft(
            HeatMap.Places(types.Count),
            [.. types.Select((t, i) => ChartText.Name(t, i, 208))]
        );
        canvas.TicksBelow(
            HeatMap.Places(steps.Count),
            [.. steps.Select((s, i) => ChartText.Name($"{s.From} to {s.To}", i, 120))]
        );
        var known = board.Where(c => c.Count >= Few).ToList();
        var worst = known.MaxBy(c => (double)c.Rolls / c.Count);
        return new ChartDrawing(
            canvas.Plot,
            worst is null
                ? $"No type has {Few} cases in a state; the rates are uncertain."
                : $"Worst: {Wording.Percent((double)worst.Rolls / worst.Count)} of {worst.Type} in state {worst.From} are worse a cycle later."
        );
    }
}
