namespace Analytics.Core.Backtest;

/// <summary>What anybody could foretell without a model.</summary>
public static class NaiveBaselines
{
    /// <summary>Each customer does what it did in the same length of time before.</summary>
    public static double[] SameAsLastPeriod(CutOff cutOff) =>
        Array.ConvertAll(cutOff.LastPeriod, n => (double)n);

    /// <summary>Each customer does what the customers who began in the same month did on average in the same length of time before.</summary>
    public static double[] CohortMean(CutOff cutOff)
    {
        var (sums, counts) = (new Dictionary<int, double>(), new Dictionary<int, int>());
        for (var i = 0; i < cutOff.Actual.Length; i++)
        {
            var month = Month(cutOff.FirstDay[i]);
            sums[month] = sums.GetValueOrDefault(month) + cutOff.LastPeriod[i];
            counts[month] = counts.GetValueOrDefault(month) + 1;
        }

        return Array.ConvertAll(cutOff.FirstDay, day => sums[Month(day)] / counts[Month(day)]);
    }

    private static int Month(int day)
    {
        var date = DateOnly.FromDayNumber(day);
        return (date.Year * 12) + date.Month;
    }
}
