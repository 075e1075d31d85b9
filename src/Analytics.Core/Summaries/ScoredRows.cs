namespace Analytics.Core.Summaries;

/// <summary>The customers that take part in scores, segments and tiers: those with at least one purchase.</summary>
public static class ScoredRows
{
    /// <summary>Row numbers of the customers with a purchase, ascending.</summary>
    public static int[] Of(SummaryColumns summary)
    {
        var rows = new int[summary.Count];
        var count = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            rows[count] = row;
            count += summary.IsScored(row) ? 1 : 0;
        }

        return count == rows.Length ? rows : rows[..count];
    }
}
