using System.Runtime.Intrinsics;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>
/// The same likelihood for times on a grid of days, from one <see cref="FrequencyTable"/> per frequency: a cell costs two entries and a
/// logarithm, no integral of its own.
/// </summary>
internal static class ParetoNbdGridKernel
{
    private const int Sums = 5;

    public static double LogLikelihood(
        ParetoNbdParameters p,
        SummaryCells cells,
        Span<double> gradient,
        int threads
    )
    {
        var nodes = DayNodes.Of(p, cells);
        var runs = cells.FrequencyRuns;
        var partial = new double[runs.Count * Sums];
        Parallel.For(
            0,
            runs.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => Run(p, cells, nodes, runs[i], partial.AsSpan(i * Sums, Sums))
        );
        Span<double> total = stackalloc double[Sums];
        total.Clear();
        for (var i = 0; i < partial.Length; i++)
        {
            total[i % Sums] += partial[i];
        }

        total[1..].CopyTo(gradient);
        return total[0];
    }

    /// <summary>P(alive at T) of every cell from the same tables.</summary>
    public static void PAlive(
        ParetoNbdParameters p,
        SummaryCells cells,
        double[] target,
        int threads
    )
    {
        var nodes = DayNodes.Of(p, cells);
        var runs = cells.FrequencyRuns;
        Parallel.For(
            0,
            runs.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            r =>
            {
                var run = runs[r];
                var table = FrequencyTable.Of(
                    nodes,
                    p.R + run.Frequency,
                    run.FirstDay,
                    run.LastDay
                );
                var exact = new ParetoNbdLifetime(p);
                for (var i = run.From; i < run.To; i++)
                {
                    target[i] = table?.Alive(cells, i) ?? exact.PAlive(cells.At(i));
                }
            }
        );
    }

    private static void Run(
        ParetoNbdParameters p,
        SummaryCells cells,
        DayNodes nodes,
        FrequencyRun run,
        Span<double> sums
    )
    {
        var row = new ParetoNbdRow(p, run.Frequency);
        if (FrequencyTable.Of(nodes, row.Shape, run.FirstDay, run.LastDay) is not { } table)
        {
            ParetoNbdKernel.Add(p, row, cells, run.From, run.To, sums);
            return;
        }

        var (logs, byBeta, weights, by) = (
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero
        );
        for (var i = run.From; i < run.To; i += Vector256<double>.Count)
        {
            var four = new FourCells(i, run.To);
            var (a, b) = (table.Likelihood(cells, four.A), table.Likelihood(cells, four.B));
            var (c, d) = (table.Likelihood(cells, four.C), table.Likelihood(cells, four.D));
            var totals = Vector256.Create(a.ToScalar(), b.ToScalar(), c.ToScalar(), d.ToScalar());
            var weight = four.Weights(cells.Weight);
            var share = weight / totals;
            by += ((a * share[0]) + (b * share[1])) + ((c * share[2]) + (d * share[3]));
            byBeta +=
                share
                * Vector256.Create(
                    table.ByBeta(cells, four.A),
                    table.ByBeta(cells, four.B),
                    table.ByBeta(cells, four.C),
                    table.ByBeta(cells, four.D)
                );
            weights += weight;
            logs += weight * Vector256.Log(totals);
        }

        var all = Vector256.Sum(weights);
        sums[0] = Vector256.Sum(logs) + (all * (row.Constant + table.LogLast));
        sums[1] = (all * row.PsiShape) - by[1];
        sums[2] = (all * p.R / p.Alpha) - (row.Shape * by[2]);
        sums[3] = (all * Math.Log(p.Beta)) - by[3];
        sums[4] = (all * p.S / p.Beta) - Vector256.Sum(byBeta);
    }
}
