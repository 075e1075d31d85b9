using ScottPlot;

namespace Analytics.Reports.Charts;

/// <summary>Cells of a matrix, coloured by their share of the darkest, with a number in each.</summary>
internal static class HeatMap
{
    /// <summary>One cell.</summary>
    /// <param name="Share">Colour, 0 to 1; negative for a cell with nothing in it.</param>
    /// <param name="Text">The number; empty for none.</param>
    /// <param name="Marked">True for a coloured frame.</param>
    public readonly record struct Cell(double Share, string Text, bool Marked = false);

    /// <summary>Draws rows from the top down; null cells are left white.</summary>
    /// <param name="canvas">The plot.</param>
    /// <param name="cells">Cells by row and column.</param>
    /// <param name="size">Font size of the numbers.</param>
    public static void Draw(Canvas canvas, Cell?[,] cells, float size)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        canvas.Limits(-0.5, columns - 0.5, -0.5, rows - 0.5, topDown: true);
        // the gap between cells is two pixels
        var (gapX, gapY) = (columns / 780.0, rows / 420.0);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (cells[row, column] is not { } cell)
                {
                    continue;
                }

                var colour = cell.Share < 0 ? Palette.Pale : Palette.Ramp(cell.Share);
                canvas.Box(
                    column - 0.5 + gapX,
                    column + 0.5 - gapX,
                    row - 0.5 + gapY,
                    row + 0.5 - gapY,
                    colour,
                    cell.Marked
                );
                if (cell.Text.Length > 0)
                {
                    var ink = cell.Share < 0 ? Palette.Grey : Palette.OnRamp(cell.Share);
                    canvas.Label(cell.Text, column, row, Alignment.MiddleCenter, ink, size);
                }
            }
        }
    }

    /// <summary>Places 0 to n - 1 for ticks.</summary>
    public static double[] Places(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (double)i)];
}
