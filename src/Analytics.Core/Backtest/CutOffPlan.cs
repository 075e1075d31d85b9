namespace Analytics.Core.Backtest;

/// <summary>At which earlier days a back-test cuts, and how far it foretells from each.</summary>
/// <param name="Days">Day numbers, ascending; empty where the data span too little time.</param>
/// <param name="HorizonDays">Days foretold from each.</param>
public sealed record CutOffPlan(IReadOnlyList<int> Days, int HorizonDays)
{
    /// <summary>Most cut-offs.</summary>
    public const int Most = 3;

    /// <summary>A forecast over fewer days than this proves nothing: four weeks.</summary>
    public const int ShortestDays = 28;

    private const int DaysPerWeek = 7;

    /// <summary>No back-test.</summary>
    public static CutOffPlan None { get; } = new([], 0);

    /// <summary>
    /// The plan of a base: the horizon itself where the data span three of it, else a third of the span in whole weeks, so that at least two
    /// cut-offs have as much time before as after them.
    /// </summary>
    /// <param name="firstDay">First purchase day.</param>
    /// <param name="lastDay">Last day of the data.</param>
    /// <param name="horizonDays">The horizon that is foretold for good.</param>
    public static CutOffPlan Of(int firstDay, int lastDay, int horizonDays)
    {
        var third = (lastDay - firstDay) / 3 / DaysPerWeek * DaysPerWeek;
        var length = Math.Min(horizonDays, third);
        return length < ShortestDays
            ? None
            : new CutOffPlan(CutOff.Choose(firstDay, lastDay, length, Most), length);
    }

    /// <summary>The plan of a fit that ends on a given day: all that followed is foretold.</summary>
    /// <param name="calibrationEnd">The last day the fit sees.</param>
    /// <param name="lastDay">Last day of the data.</param>
    public static CutOffPlan At(int calibrationEnd, int lastDay) =>
        lastDay > calibrationEnd
            ? new CutOffPlan([calibrationEnd], lastDay - calibrationEnd)
            : None;
}
