using Analytics.Core.Money;
using Analytics.Core.Summaries;

namespace Analytics.Core.Pyramid;

/// <summary>
/// How sure a tier is: Poisson bootstrap (each customer-day counts a Poisson(1) number of times, purchases and returns of the day
/// together; Oza and Russell 2001), tiers cut anew in every replicate. The draws depend on seed, replicate and row alone, so that the
/// result is the same at any number of threads.
/// </summary>
public static class TierBootstrap
{
    private static readonly ulong[] PoissonLimits = Limits();

    /// <summary>Runs the bootstrap on net amounts.</summary>
    /// <param name="days">The customer-days from which the summary was folded.</param>
    /// <param name="summary">The summary; its as-of day ends the rows, its customers without a purchase take no part.</param>
    /// <param name="netOfReturns">The returns policy of the summary.</param>
    /// <param name="settings">The tiers.</param>
    /// <param name="replicates">Number of replicates, at least 1; 200 gives a standard error of at most .036.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="threads">Most threads to use.</param>
    public static TierProbabilities Run(
        CustomerDays days,
        SummaryColumns summary,
        bool netOfReturns,
        TierSettings settings,
        int replicates,
        long seed,
        int threads
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        var rows = ScoredRows.Of(summary);
        var customers = CustomerDaysFold.CustomersSeen(days, summary.AsOfDay, threads);
        var counts = new int[summary.Count * settings.Tiers.Count];
        var gate = new Lock();
        Parallel.For(
            0,
            replicates,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) },
            () => new int[counts.Length],
            (replicate, _, mine) =>
            {
                var key = Mix((ulong)seed + (Golden * ((ulong)replicate + 1)));
                var values = Draw(days, summary, customers, rows, netOfReturns, key);
                var pyramid = ValuePyramid.Of(ValueRanking.Of(rows, values), settings);
                foreach (var row in rows)
                {
                    mine[(row * settings.Tiers.Count) + pyramid.TierOf[row]]++;
                }

                return mine;
            },
            mine =>
            {
                lock (gate)
                {
                    for (var i = 0; i < counts.Length; i++)
                    {
                        counts[i] += mine[i];
                    }
                }
            }
        );
        return new TierProbabilities(counts, settings.Tiers.Count, replicates, seed);
    }

    private static MoneyColumn Draw(
        CustomerDays days,
        SummaryColumns summary,
        int[] customers,
        int[] rows,
        bool netOfReturns,
        ulong key
    )
    {
        var values = new Int128[summary.Count];
        foreach (var row in rows)
        {
            var customer = customers[row];
            Int128 value = 0;
            for (var i = days.Start[customer]; i < days.Start[customer + 1]; i++)
            {
                if (days.Day[i] > summary.AsOfDay)
                {
                    break;
                }

                var times = Poisson(Mix(key + (Golden * (ulong)i)));
                var net = netOfReturns ? days.Gross[i] - days.Refunds[i] : days.Gross[i];
                value += times * net;
            }

            values[row] = value;
        }

        return MoneyColumn.Fitting(values, summary.MoneyScale);
    }

    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection that scatters counters.</summary>
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A Poisson(1) draw from 64 uniform bits by inversion.</summary>
    internal static int Poisson(ulong bits)
    {
        var count = 0;
        while (count < PoissonLimits.Length && bits >= PoissonLimits[count])
        {
            count++;
        }

        return count;
    }

    private static ulong[] Limits()
    {
        var limits = new ulong[18];
        var term = Math.Exp(-1);
        var sum = 0.0;
        for (var count = 0; count < limits.Length; count++)
        {
            sum += term;
            limits[count] = sum >= 1 ? ulong.MaxValue : (ulong)(sum * Math.Pow(2, 64));
            term /= count + 1;
        }

        return limits;
    }
}
