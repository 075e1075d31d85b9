using MathNet.Numerics.Distributions;

namespace Analytics.Core.Delinquency.Rolls;

/// <summary>A likelihood-ratio test on the counts of a chain.</summary>
/// <param name="Statistic">2 x (log likelihood of the wider model - that of the narrower).</param>
/// <param name="Freedom">Degrees of freedom; 0 where nothing can be compared.</param>
/// <param name="Largest">Largest difference of a share from the pooled one, among rows of 200 and more.</param>
public readonly record struct ChainTest(double Statistic, int Freedom, double Largest)
{
    private const double LeastRow = 200;

    /// <summary>Probability of such a statistic or a larger one where the narrower model is true; 1 where nothing can be compared.</summary>
    public double PValue => Freedom == 0 ? 1 : 1 - ChiSquared.CDF(Freedom, Math.Max(0, Statistic));

    /// <summary>Adds a table of counts to a test that its rows share one distribution.</summary>
    internal static void Add(
        ReadOnlySpan<double> cells,
        int columns,
        ref double statistic,
        ref int freedom,
        ref double largest
    )
    {
        var rows = cells.Length / columns;
        Span<double> byColumn = stackalloc double[columns];
        byColumn.Clear();
        var (total, usedRows) = (0.0, 0);
        for (var r = 0; r < rows; r++)
        {
            var sum = Sum(cells.Slice(r * columns, columns));
            total += sum;
            usedRows += sum > 0 ? 1 : 0;
            for (var c = 0; c < columns; c++)
            {
                byColumn[c] += cells[(r * columns) + c];
            }
        }

        var usedColumns = 0;
        foreach (var n in byColumn)
        {
            usedColumns += n > 0 ? 1 : 0;
        }

        if (usedRows < 2 || usedColumns < 2)
        {
            return;
        }

        freedom += (usedRows - 1) * (usedColumns - 1);
        for (var r = 0; r < rows; r++)
        {
            var row = cells.Slice(r * columns, columns);
            var sum = Sum(row);
            for (var c = 0; c < columns && sum > 0; c++)
            {
                var pooled = byColumn[c] / total;
                statistic += row[c] > 0 ? 2 * row[c] * Math.Log(row[c] / sum / pooled) : 0;
                largest =
                    sum >= LeastRow
                        ? Math.Max(largest, Math.Abs((row[c] / sum) - pooled))
                        : largest;
            }
        }
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }
}
