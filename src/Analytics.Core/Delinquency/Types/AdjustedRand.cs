namespace Analytics.Core.Delinquency.Types;

/// <summary>How far two partitions of the same accounts agree beyond chance (Hubert &amp; Arabie 1985): 1 = the same, 0 = as by chance.</summary>
public static class AdjustedRand
{
    /// <summary>The index.</summary>
    /// <param name="first">Class of each account, 0 and up.</param>
    /// <param name="second">Class of each account in the other partition.</param>
    public static double Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var cells = new Dictionary<(int, int), long>();
        var (rows, columns) = (new Dictionary<int, long>(), new Dictionary<int, long>());
        for (var i = 0; i < first.Length; i++)
        {
            cells[(first[i], second[i])] = cells.GetValueOrDefault((first[i], second[i])) + 1;
            rows[first[i]] = rows.GetValueOrDefault(first[i]) + 1;
            columns[second[i]] = columns.GetValueOrDefault(second[i]) + 1;
        }

        var together = cells.Values.Sum(Pairs);
        var (a, b) = (rows.Values.Sum(Pairs), columns.Values.Sum(Pairs));
        var expected = a * b / Math.Max(1, Pairs(first.Length));
        var most = (a + b) / 2;
        return most - expected == 0 ? 1 : (together - expected) / (most - expected);
    }

    private static double Pairs(long n) => n * (n - 1.0) / 2;
}
