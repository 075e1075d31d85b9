namespace Analytics.Core.Summaries;

/// <summary>Cells [From, To) of one frequency and the grid days between the first recency and the last age among them.</summary>
internal readonly record struct FrequencyRun(
    int Frequency,
    int From,
    int To,
    int FirstDay,
    int LastDay
)
{
    // a piece must be worth its own table of days
    private const int Longest = 32768;

    /// <summary>Cuts cells into runs of one frequency, long ones into pieces of a fixed size for the threads.</summary>
    public static IReadOnlyList<FrequencyRun> Of(SummaryCells cells)
    {
        var runs = new List<FrequencyRun>();
        for (var from = 0; from < cells.Count; )
        {
            var to = from;
            var (first, last) = (int.MaxValue, 0);
            for (
                ;
                to < cells.Count
                    && to - from < Longest
                    && cells.Frequency[to] == cells.Frequency[from];
                to++
            )
            {
                first = Math.Min(first, cells.GridRecency[to]);
                last = Math.Max(last, cells.GridAge[to]);
            }

            runs.Add(new FrequencyRun(cells.Frequency[from], from, to, first, last));
            from = to;
        }

        return runs;
    }
}
