using Analytics.Core.Summaries;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>A ready summary: one row per customer, or per group of equal customers with a weight; columns of equal length.</summary>
internal sealed class ReadySummary
{
    /// <summary>Customer ids; null where the table has none.</summary>
    public required CustomerIds? Ids { get; init; }

    /// <summary>Repeat purchases x.</summary>
    public required int[] Frequency { get; init; }

    /// <summary>t_x in periods.</summary>
    public required double[] Recency { get; init; }

    /// <summary>T in periods, positive.</summary>
    public required double[] Age { get; init; }

    /// <summary>Mean spend per repeat purchase; null where the table has none.</summary>
    public required double[]? MeanSpend { get; init; }

    /// <summary>Customers of each row; null where each row is one.</summary>
    public required double[]? Weight { get; init; }

    /// <summary>One row of numbers per customer; empty where no covariates are asked for.</summary>
    public required double[][] Covariates { get; init; }

    /// <summary>Number of rows.</summary>
    public int Count => Frequency.Length;

    /// <summary>The histories grouped; times between purchases are not known here.</summary>
    public SummaryCells Cells() =>
        CellGrouping.FromTimes(Frequency, Recency, Age, Weight ?? [], null);

    /// <summary>The histories by equal covariates, in order of first occurrence.</summary>
    public IReadOnlyList<(double[] Values, SummaryCells Cells)> Groups()
    {
        var rowsOf = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var row = 0; row < Count; row++)
        {
            var key = string.Join(
                ';',
                Covariates[row]
                    .Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture))
            );
            if (!rowsOf.TryGetValue(key, out var rows))
            {
                rowsOf[key] = rows = [];
            }

            rows.Add(row);
        }

        return
        [
            .. rowsOf.Values.Select(rows =>
                (
                    Covariates[rows[0]],
                    CellGrouping
                        .FromTimes(
                            rows.Select(r => Frequency[r]).ToArray(),
                            rows.Select(r => Recency[r]).ToArray(),
                            rows.Select(r => Age[r]).ToArray(),
                            Weight is null ? [] : rows.Select(r => Weight[r]).ToArray(),
                            null
                        )
                        .Within(rows.ToArray(), Count)
                )
            ),
        ];
    }
}
