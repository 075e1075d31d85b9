using Analytics.Core.Numerics;

namespace Analytics.Models.Evaluation;

/// <summary>Rows of like probability: what was foretold and what came.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Foretold">Mean foretold probability.</param>
/// <param name="Came">Share of events.</param>
/// <param name="Low">Lower 95 % limit of the share (Wilson).</param>
/// <param name="High">Upper 95 % limit of the share (Wilson).</param>
public readonly record struct CalibrationBin(
    int Rows,
    double Foretold,
    double Came,
    double Low,
    double High
)
{
    /// <summary>
    /// Bins of equal size from low to high probability. Equal probabilities stay together, in the bin where their middle lies, so few distinct
    /// probabilities make fewer bins.
    /// </summary>
    /// <param name="sample">The rows.</param>
    /// <param name="bins">Bins at most.</param>
    public static CalibrationBin[] Of(ScoredSample sample, int bins = 10)
    {
        var rows = new int[bins];
        var events = new int[bins];
        var sums = new double[bins];
        var from = 0;
        foreach (var end in sample.StepEnd)
        {
            var middle = sample.Count - ((from + end) / 2.0);
            var bin = Math.Min(bins - 1, (int)(middle * bins / sample.Count));
            for (var i = from; i < end; i++)
            {
                rows[bin]++;
                events[bin] += sample.Positive[i] ? 1 : 0;
                sums[bin] += sample.Probability[i];
            }

            from = end;
        }

        var result = new List<CalibrationBin>();
        for (var bin = 0; bin < bins; bin++)
        {
            if (rows[bin] > 0)
            {
                var (low, high) = Wilson.Interval(events[bin], rows[bin]);
                var share = (double)events[bin] / rows[bin];
                result.Add(new CalibrationBin(rows[bin], sums[bin] / rows[bin], share, low, high));
            }
        }

        return [.. result];
    }
}
