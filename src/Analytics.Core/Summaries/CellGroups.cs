namespace Analytics.Core.Summaries;

/// <summary>Cells by group of customers, for models whose parameters differ by group.</summary>
internal static class CellGroups
{
    /// <summary>A table per day must be worth its making: below this share of cells per grid day times are taken one by one.</summary>
    private const double FewestCellsPerDay = 1;

    /// <summary>Splits customers into groups; cells are ordered by group first.</summary>
    /// <param name="cells">The histories of all.</param>
    /// <param name="groupOf">Group of each customer from 0.</param>
    /// <param name="groups">Number of groups; some may be empty here.</param>
    /// <param name="weights">Weight of each customer; empty for 1 each.</param>
    public static SummaryCells Split(
        SummaryCells cells,
        ReadOnlySpan<int> groupOf,
        int groups,
        double[] weights
    )
    {
        var rows = new List<int>[groups];
        for (var g = 0; g < groups; g++)
        {
            rows[g] = [];
        }

        for (var row = 0; row < groupOf.Length; row++)
        {
            if (cells.CellOf[row] != SummaryCells.NoCell)
            {
                rows[groupOf[row]].Add(row);
            }
        }

        // what the gaps add is the same for all parameters, so it may stand with any one group
        var gaps = cells.SumLogGaps;
        var parts = rows.Select(
                (own, g) =>
                    Part(
                        cells,
                        own,
                        weights,
                        g == 0 ? gaps
                            : gaps is null ? null
                            : 0
                    )
            )
            .ToArray();
        var cellOf = new int[groupOf.Length];
        Array.Fill(cellOf, SummaryCells.NoCell);
        for (var (g, before) = (0, 0); g < groups; before += parts[g].Count, g++)
        {
            for (var i = 0; i < rows[g].Count; i++)
            {
                cellOf[rows[g][i]] = before + parts[g].CellOf[i];
            }
        }

        return Join(parts, cellOf);
    }

    /// <summary>The cells of all parts one after the other.</summary>
    public static SummaryCells Join(IReadOnlyList<SummaryCells> parts, int[] cellOf) =>
        new()
        {
            Frequency = [.. parts.SelectMany(p => p.Frequency)],
            Recency = [.. parts.SelectMany(p => p.Recency)],
            Age = [.. parts.SelectMany(p => p.Age)],
            Weight = [.. parts.SelectMany(p => p.Weight)],
            CellOf = cellOf,
            SumLogGaps = parts.Any(p => p.SumLogGaps is null) ? null : parts.Sum(p => p.SumLogGaps),
            Parts = parts,
            Group = [.. parts.SelectMany((p, g) => Enumerable.Repeat(g, p.Count))],
        };

    private static SummaryCells Part(
        SummaryCells all,
        List<int> rows,
        double[] weights,
        double? gaps
    )
    {
        T[] Of<T>(T[] column) => [.. rows.Select(row => column[all.CellOf[row]])];
        double[] own = weights.Length == 0 ? [] : [.. rows.Select(row => weights[row])];
        if (!all.HasGrid)
        {
            return CellGrouping.FromTimes(
                Of(all.Frequency),
                Of(all.Recency),
                Of(all.Age),
                own,
                gaps
            );
        }

        var part = CellGrouping.FromSteps(
            Of(all.Frequency),
            Of(all.GridRecency),
            Of(all.GridAge),
            all.GridStep,
            own,
            gaps
        );
        return part.Count < FewestCellsPerDay * part.MaxGridAge ? part.WithoutGrid() : part;
    }
}
