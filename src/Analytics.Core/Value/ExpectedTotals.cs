using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Value;

/// <summary>Expected purchases of all customers together.</summary>
public static class ExpectedTotals
{
    /// <summary>E[purchases of all in (T, T + t]] for each time given; what does not depend on recency is computed once.</summary>
    /// <param name="lifetime">The model.</param>
    /// <param name="cells">The histories.</param>
    /// <param name="times">Times in model periods.</param>
    /// <param name="threads">At least 1; changes no bit.</param>
    public static double[] At(
        ILifetime lifetime,
        SummaryCells cells,
        double[] times,
        int threads
    ) => At(lifetime, cells, cells.Weight, times, threads);

    /// <summary>The same with own weights, for example expected spend per purchase summed over the customers of each cell.</summary>
    /// <param name="lifetime">The model.</param>
    /// <param name="cells">The histories.</param>
    /// <param name="weights">One per cell.</param>
    /// <param name="times">Times in model periods.</param>
    /// <param name="threads">At least 1; changes no bit.</param>
    public static double[] At(
        ILifetime lifetime,
        SummaryCells cells,
        double[] weights,
        double[] times,
        int threads
    )
    {
        var totals = new double[times.Length];
        FixedBlocks.Sum(
            cells.Count,
            threads,
            totals,
            (from, to, sums) => Block(lifetime, cells, weights, times, from, to, sums.Span)
        );
        return totals;
    }

    private static void Block(
        ILifetime lifetime,
        SummaryCells cells,
        double[] weights,
        double[] times,
        int from,
        int to,
        Span<double> sums
    )
    {
        var stages = lifetime.Stages;
        var shares = new double[stages.Count];
        // weight of each stage among the alive, gathered over the cells of one frequency and age
        var alive = new double[stages.Count];
        for (var i = from; i < to; i++)
        {
            var history = cells.At(i);
            lifetime.StageShares(history, shares);
            var weight = weights[i] * lifetime.PAlive(history);
            for (var j = 0; j < shares.Length; j++)
            {
                alive[j] += weight * shares[j];
            }

            if (i + 1 < to && cells.At(i + 1).DiffersInRecencyOnly(history))
            {
                continue;
            }

            for (var j = 0; j < shares.Length; j++)
            {
                for (var t = 0; t < times.Length; t++)
                {
                    sums[t] += alive[j] * stages[j].ExpectedGivenAlive(history, times[t]);
                }
            }

            Array.Clear(alive);
        }
    }
}
