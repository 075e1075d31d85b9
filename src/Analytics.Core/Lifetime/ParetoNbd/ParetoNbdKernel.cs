using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>
/// Log-likelihood with gradient over cells with times of any kind: one quadrature of the death term per cell (Schmittlein, Morrison &amp; Colombo
/// 1987; Fader &amp; Hardie 2005).
/// </summary>
internal static class ParetoNbdKernel
{
    private const int Sums = 5;

    public static double LogLikelihood(
        ParetoNbdParameters p,
        SummaryCells cells,
        Span<double> gradient,
        int threads
    )
    {
        var rows = Array.ConvertAll(cells.DistinctFrequency, x => new ParetoNbdRow(p, x));
        Span<double> total = stackalloc double[Sums];
        FixedBlocks.Sum(
            cells.Count,
            threads,
            total,
            (from, to, sums) =>
            {
                for (var at = from; at < to; )
                {
                    var end = cells.EndOfFrequency(at, to);
                    Add(p, rows[cells.FrequencyRank[at]], cells, at, end, sums.Span);
                    at = end;
                }
            }
        );
        total[1..].CopyTo(gradient);
        return total[0];
    }

    /// <summary>Adds the cells of one frequency.</summary>
    public static void Add(
        ParetoNbdParameters p,
        in ParetoNbdRow row,
        SummaryCells cells,
        int from,
        int to,
        Span<double> sums
    )
    {
        for (var i = from; i < to; i++)
        {
            Add(p, row, cells.Recency[i], cells.Age[i], cells.Weight[i], sums);
        }
    }

    private static void Add(
        ParetoNbdParameters p,
        in ParetoNbdRow row,
        double recency,
        double age,
        double weight,
        Span<double> sums
    )
    {
        var (a, b, silent) = (p.Alpha + recency, p.Beta + recency, age - recency);
        var (logA, logB) = (Math.Log(a), Math.Log(b));
        var (growA, growB) = (Accurate.Log1p(silent / a), Accurate.Log1p(silent / b));
        var alive = Math.Exp((-row.Shape * growA) - (p.S * growB));
        var integral = PowerIntegral.Of(row.Shape, a, p.S + 1, b, silent);
        var death = new DeathTerm(
            p.S / b * integral.Value,
            p.S / b * ((logA * integral.Value) + integral.LogA),
            p.S / b * integral.InverseA,
            p.S / b * ((logB * integral.Value) + integral.LogB),
            p.S / b * integral.InverseB
        );
        row.Add(
            p,
            weight,
            alive,
            new EndOfLife(
                logA,
                logB,
                logA + growA,
                logB + growB,
                1 / (p.Alpha + age),
                1 / (p.Beta + age)
            ),
            death,
            sums
        );
    }
}
