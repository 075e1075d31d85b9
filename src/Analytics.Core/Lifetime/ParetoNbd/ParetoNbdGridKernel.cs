using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>
/// The same likelihood for times on a grid of days: the death integral of a frequency is tabulated day by day from the end backwards, and a
/// cell is the difference of two entries. The integrand falls with time, so the difference keeps its digits.
/// </summary>
internal static class ParetoNbdGridKernel
{
    private const int Sums = 5;
    private const int Moments = 5;

    public static double LogLikelihood(
        ParetoNbdParameters p,
        SummaryCells cells,
        Span<double> gradient,
        int threads
    )
    {
        var nodes = new DayNodes(
            p,
            cells.GridStep,
            cells.MaxGridAge,
            cells.DistinctFrequency[^1] + p.R
        );
        var runs = FrequencyRuns.Of(cells);
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
        var nodes = new DayNodes(
            p,
            cells.GridStep,
            cells.MaxGridAge,
            cells.DistinctFrequency[^1] + p.R
        );
        var runs = FrequencyRuns.Of(cells);
        Parallel.For(
            0,
            runs.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            r =>
            {
                var run = runs[r];
                var shape = p.R + run.Frequency;
                var table = nodes.Tail(shape, run.FirstDay, run.LastDay);
                for (var i = run.From; i < run.To; i++)
                {
                    var (last, age) = (cells.GridRecency[i], cells.GridAge[i]);
                    var alive = Math.Exp(
                        (-shape * (nodes.LogA[age] - nodes.LogA[last]))
                            - (p.S * (nodes.LogB[age] - nodes.LogB[last]))
                    );
                    var (betaLast, betaAge) = (p.Beta + cells.Recency[i], p.Beta + cells.Age[i]);
                    var dead =
                        p.S
                        / betaLast
                        * (
                            table[(last - run.FirstDay) * Moments]
                            - (alive * betaLast / betaAge * table[(age - run.FirstDay) * Moments])
                        );
                    target[i] = Math.Clamp(alive / (alive + dead), 0, 1);
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
        var table = nodes.Tail(row.Shape, run.FirstDay, run.LastDay);
        for (var i = run.From; i < run.To; i++)
        {
            var (last, age) = (cells.GridRecency[i], cells.GridAge[i]);
            var (logLastA, logLastB) = (nodes.LogA[last], nodes.LogB[last]);
            var (logAgeA, logAgeB) = (nodes.LogA[age], nodes.LogB[age]);
            var alive = Math.Exp(
                (-row.Shape * (logAgeA - logLastA)) - (p.S * (logAgeB - logLastB))
            );
            var (betaLast, betaAge) = (p.Beta + cells.Recency[i], p.Beta + cells.Age[i]);
            // the integrand at T relative to t_x carries one more power of beta + time than the chance to be alive
            var scale = p.S / betaLast;
            var carry = alive * betaLast / betaAge;
            var (at, to) = ((last - run.FirstDay) * Moments, (age - run.FirstDay) * Moments);
            var death = new DeathTerm(
                scale * (table[at] - (carry * table[to])),
                scale * (table[at + 1] - (carry * table[to + 1])),
                scale * (table[at + 2] - (carry * table[to + 2])),
                scale * (table[at + 3] - (carry * table[to + 3])),
                scale * (table[at + 4] - (carry * table[to + 4]))
            );
            row.Add(
                p,
                cells.Weight[i],
                alive,
                new EndOfLife(
                    logLastA,
                    logLastB,
                    logAgeA,
                    logAgeB,
                    1 / (p.Alpha + cells.Age[i]),
                    1 / betaAge
                ),
                death,
                sums
            );
        }
    }
}
