using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using Analytics.Core.Time;
using Analytics.Core.Value;

namespace Analytics.Core.Backtest;

/// <summary>Purchases and revenue of the known customers week by week; customers still to come are not in it.</summary>
/// <param name="Purchases">Expected purchase days per week.</param>
/// <param name="PurchasesInterval">80 % interval of each.</param>
/// <param name="Revenue">Expected spend per week, currency units.</param>
/// <param name="RevenueInterval">80 % interval of each.</param>
public sealed record WeeklyForecast(
    double[] Purchases,
    Interval80[] PurchasesInterval,
    double[] Revenue,
    Interval80[] RevenueInterval
)
{
    private const int NoisePerDraw = 25;
    private const int Knots = 7;

    /// <summary>
    /// Foretells whole weeks after as-of. The interval joins parameters from the posterior with the noise of the week's count: the variance
    /// of a mixed Poisson count is mean + c mean^2, so its excess over the mean, taken from simulated futures of the whole span, shrinks in
    /// proportion to the length.
    /// </summary>
    /// <param name="lifetime">The model at its best parameters.</param>
    /// <param name="posterior">The model at drawn parameters; empty for noise alone.</param>
    /// <param name="cells">The histories.</param>
    /// <param name="spend">Expected spend per purchase summed over the customers of each cell.</param>
    /// <param name="terms">The model period and its clock.</param>
    /// <param name="weeks">Number of weeks, positive.</param>
    /// <param name="options">Draws, seed and threads.</param>
    public static WeeklyForecast Of(
        ILifetime lifetime,
        IReadOnlyList<ILifetime> posterior,
        SummaryCells cells,
        double[] spend,
        ClvTerms terms,
        int weeks,
        BacktestOptions options
    )
    {
        var threads = options.Fit.Threads;
        var ends = new double[weeks];
        for (var w = 0; w < weeks; w++)
        {
            ends[w] = terms.After((w + 1) * TimeUnit.Week.Days());
        }

        var futures = CellFutures.Simulate(
            lifetime,
            cells,
            ends[^1],
            options.DrawsFor(cells.Count),
            options.Seed,
            threads
        );
        var purchases = Steps(ExpectedTotals.At(lifetime, cells, ends, threads));
        var revenue = Steps(ExpectedTotals.At(lifetime, cells, spend, ends, threads));
        var total = purchases.Sum();
        var excess =
            total > 0 ? Math.Max(0, (futures.TotalVariance(cells.Weight) / total) - 1) / weeks : 0;
        var drawn = Drawn(lifetime, posterior, cells, ends, purchases, threads);
        var (counts, money) = (new Interval80[weeks], new Interval80[weeks]);
        var chance = new Chance(options.Seed, -2);
        for (var w = 0; w < weeks; w++)
        {
            var simulated = new List<double>();
            foreach (var draw in drawn)
            {
                var spread = Math.Sqrt(draw[w] * (1 + excess));
                for (var k = 0; k < NoisePerDraw; k++)
                {
                    simulated.Add(Math.Max(0, draw[w] + (spread * chance.Normal())));
                }
            }

            counts[w] = Quantiles.Interval(simulated.ToArray());
            // money follows the count at the week's mean spend per purchase
            var mean = purchases[w] > 0 ? revenue[w] / purchases[w] : 0;
            money[w] = new Interval80(counts[w].Low * mean, counts[w].High * mean);
        }

        return new WeeklyForecast(purchases, counts, revenue, money);
    }

    /// <summary>
    /// Weekly purchases at drawn parameters: what a draw does to the cumulated total changes so slowly with time that it is computed at a few
    /// knots and taken along straight lines between them.
    /// </summary>
    private static double[][] Drawn(
        ILifetime lifetime,
        IReadOnlyList<ILifetime> posterior,
        SummaryCells cells,
        double[] ends,
        double[] weekly,
        int threads
    )
    {
        if (posterior.Count == 0)
        {
            return [weekly];
        }

        var weeks = ends.Length;
        var knots = Enumerable
            .Range(0, Math.Min(Knots, weeks))
            .Select(k => weeks <= Knots ? k : k * (weeks - 1) / (Knots - 1))
            .ToArray();
        var times = Array.ConvertAll(knots, k => ends[k]);
        var best = ExpectedTotals.At(lifetime, cells, times, threads);
        return
        [
            .. posterior.Select(draw =>
            {
                var totals = ExpectedTotals.At(draw, cells, times, threads);
                var cumulated = new double[weeks];
                var sum = 0.0;
                for (var (w, k) = (0, 0); w < weeks; w++)
                {
                    sum += weekly[w];
                    k += k + 2 < knots.Length && w > knots[k + 1] ? 1 : 0;
                    var next = Math.Min(k + 1, knots.Length - 1);
                    var (low, high) = (Ratio(totals[k], best[k]), Ratio(totals[next], best[next]));
                    var share = next == k ? 0 : (double)(w - knots[k]) / (knots[next] - knots[k]);
                    cumulated[w] = sum * (low + (share * (high - low)));
                }

                return Steps(cumulated);
            }),
        ];
    }

    private static double Ratio(double drawn, double best) => best > 0 ? drawn / best : 1;

    private static double[] Steps(double[] cumulated)
    {
        for (var i = cumulated.Length - 1; i > 0; i--)
        {
            cumulated[i] = Math.Max(0, cumulated[i] - cumulated[i - 1]);
        }

        return cumulated;
    }
}
