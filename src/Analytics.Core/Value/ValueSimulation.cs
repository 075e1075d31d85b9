using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;

namespace Analytics.Core.Value;

/// <summary>
/// Values of customers by simulation: each draw takes population parameters from the posterior, then a future and a true mean spend of each
/// customer. The interval of a group is that of its
/// total over the draws, not a sum of limits. Each customer has an own stream of chance.
/// </summary>
public static class ValueSimulation
{
    private const int CustomersPerBlock = 512;

    /// <summary>Simulates all customers.</summary>
    /// <param name="lifetimes">The lifetime model, one per draw; one alone is used for all draws.</param>
    /// <param name="spends">The spend model, one per draw or one alone; null values every purchase at the customer's own mean.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="terms">Horizon, discount, margin.</param>
    /// <param name="draws">Number of draws, at least 20.</param>
    /// <param name="seed">Same seed, same numbers.</param>
    /// <param name="threads">At least 1; changes no bit.</param>
    /// <param name="low">10 % quantile of each customer's value, overwritten; left as it is for customers without a cell.</param>
    /// <param name="high">90 % quantile, overwritten in the same way.</param>
    /// <returns>Totals by group and draw.</returns>
    public static SimulatedTotals Run(
        IReadOnlyList<ILifetime> lifetimes,
        IReadOnlyList<GammaGammaLaw>? spends,
        SimulatedCustomers customers,
        ClvTerms terms,
        int draws,
        long seed,
        int threads,
        Memory<double> low,
        Memory<double> high
    )
    {
        var count = customers.MeanSpend.Length;
        var blocks = (count + CustomersPerBlock - 1) / CustomersPerBlock;
        var alive = Alive(lifetimes, customers.Cells, threads);
        var totals = new SimulatedTotals(customers.Groups, draws);
        // blocks are added in order, a few at a time: the sums have the same bits at any number of threads
        for (var first = 0; first < blocks; first += 64)
        {
            var last = Math.Min(blocks, first + 64);
            var partial = new SimulatedTotals[last - first];
            Parallel.For(
                first,
                last,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                b =>
                    partial[b - first] = Block(
                        lifetimes,
                        alive,
                        spends,
                        customers,
                        terms,
                        draws,
                        seed,
                        b * CustomersPerBlock,
                        Math.Min(count, (b + 1) * CustomersPerBlock),
                        low.Span,
                        high.Span
                    )
            );
            foreach (var block in partial)
            {
                totals.Add(block);
            }
        }

        return totals;
    }

    private static double[][] Alive(
        IReadOnlyList<ILifetime> lifetimes,
        SummaryCells cells,
        int threads
    )
    {
        var alive = new double[lifetimes.Count][];
        for (var m = 0; m < alive.Length; m++)
        {
            alive[m] = new double[cells.Count];
            lifetimes[m].PAlive(cells, alive[m], threads);
        }

        return alive;
    }

    private static SimulatedTotals Block(
        IReadOnlyList<ILifetime> lifetimes,
        double[][] alive,
        IReadOnlyList<GammaGammaLaw>? spends,
        SimulatedCustomers customers,
        ClvTerms terms,
        int draws,
        long seed,
        int from,
        int to,
        Span<double> low,
        Span<double> high
    )
    {
        var totals = new SimulatedTotals(customers.Groups, draws);
        var (own, positive) = (new double[draws], new double[draws]);
        var (cells, horizon, delta) = (customers.Cells, terms.Periods, terms.Delta);
        for (var i = from; i < to; i++)
        {
            var cell = cells.CellOf[i];
            if (cell == SummaryCells.NoCell)
            {
                continue;
            }

            var history = cells.At(cell);
            var chance = new Chance(seed, i);
            for (var d = 0; d < draws; d++)
            {
                var model = d % lifetimes.Count;
                var future =
                    chance.Uniform() < alive[model][cell]
                        ? lifetimes[model].SimulateGivenAlive(history, horizon, delta, ref chance)
                        : default;
                var spend =
                    future.Purchases == 0 ? 0
                    : spends is null ? customers.MeanSpend[i]
                    : spends[d % spends.Count]
                        .Simulate(history.Frequency, customers.MeanSpend[i], ref chance);
                own[d] = terms.Margin * spend * future.Discounted;
                if (customers.Group[i] >= 0)
                {
                    totals.Add(customers.Group[i], d, future.Purchases, own[d]);
                }
            }

            var interval = Quantiles.IntervalOfMostlyZero(own, positive);
            (low[i], high[i]) = (interval.Low, interval.High);
        }

        return totals;
    }
}
