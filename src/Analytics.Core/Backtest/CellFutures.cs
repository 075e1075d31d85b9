using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Backtest;

/// <summary>Simulated counts of purchases per cell: the predicted distribution of every customer of the cell.</summary>
internal sealed class CellFutures
{
    private readonly int _draws;

    // counts of each cell in ascending order
    private readonly int[] _counts;

    private CellFutures(int[] counts, int draws) => (_counts, _draws) = (counts, draws);

    public static CellFutures Simulate(
        ILifetime lifetime,
        SummaryCells cells,
        double horizon,
        int draws,
        long seed,
        int threads
    )
    {
        var counts = new int[cells.Count * draws];
        FixedBlocks.Each(
            cells.Count,
            threads,
            (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    var history = cells.At(i);
                    var chance = new Chance(seed, i);
                    var own = counts.AsSpan(i * draws, draws);
                    var alive = lifetime.PAlive(history);
                    foreach (ref var count in own)
                    {
                        count =
                            chance.Uniform() < alive
                                ? lifetime
                                    .SimulateGivenAlive(history, horizon, 0, ref chance)
                                    .Purchases
                                : 0;
                    }

                    own.Sort();
                }
            }
        );
        return new CellFutures(counts, draws);
    }

    /// <summary>Variance of the total when every customer is independent.</summary>
    public double TotalVariance(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        for (var c = 0; c < weights.Length; c++)
        {
            var (sum, squares) = (0.0, 0.0);
            foreach (var count in _counts.AsSpan(c * _draws, _draws))
            {
                sum += count;
                squares += (double)count * count;
            }

            var mean = sum / _draws;
            total += weights[c] * ((squares / _draws) - (mean * mean));
        }

        return total;
    }

    /// <summary>Randomised PIT of the counts that came.</summary>
    public RandomisedPit Pit(ReadOnlySpan<int> cellOf, ReadOnlySpan<int> actual, long seed)
    {
        var (fewer, atMost) = (new double[actual.Length], new double[actual.Length]);
        for (var i = 0; i < actual.Length; i++)
        {
            var counts = _counts.AsSpan(cellOf[i] * _draws, _draws);
            // the rank of what came among all, itself included, is uniform at any number of draws
            fewer[i] = Below(counts, actual[i]) / (_draws + 1.0);
            atMost[i] = (Below(counts, actual[i] + 1) + 1) / (_draws + 1.0);
        }

        return RandomisedPit.Of(fewer, atMost, seed);
    }

    private static int Below(ReadOnlySpan<int> ascending, int limit)
    {
        var n = 0;
        while (n < ascending.Length && ascending[n] < limit)
        {
            n++;
        }

        return n;
    }
}
