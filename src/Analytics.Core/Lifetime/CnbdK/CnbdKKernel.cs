using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>
/// Log-likelihood with gradient over cells (Reutterer, Platzer &amp; Schroeder 2021; for k = 1 Fader, Hardie &amp; Lee 2005, eq. 6, and
/// Batislam et al. 2007). What depends on frequency alone and on days alone is tabulated, a cell costs one exponential and one logarithm.
/// </summary>
internal static class CnbdKKernel
{
    private const int Sums = 5;

    public static double LogLikelihood(
        CnbdKParameters p,
        CnbdKVariant variant,
        SummaryCells cells,
        Span<double> gradient,
        int threads
    )
    {
        var rows = Array.ConvertAll(cells.DistinctFrequency, x => new FrequencyRow(p, variant, x));
        var logs = cells.HasGrid ? DayLogs(p.Alpha, cells) : [];
        Span<double> total = stackalloc double[Sums];
        FixedBlocks.Sum(
            cells.Count,
            threads,
            total,
            (from, to, sums) => Block(p, variant, cells, rows, logs, from, to, sums.Span)
        );
        total[1..].CopyTo(gradient);
        return total[0];
    }

    private static double[] DayLogs(double alpha, SummaryCells cells)
    {
        var logs = new double[cells.MaxGridAge + 1];
        for (var day = 0; day < logs.Length; day++)
        {
            logs[day] = Math.Log(alpha + (day * cells.GridStep));
        }

        return logs;
    }

    private static void Block(
        CnbdKParameters p,
        CnbdKVariant variant,
        SummaryCells cells,
        FrequencyRow[] rows,
        double[] logs,
        int from,
        int to,
        Span<double> sums
    )
    {
        var logAlpha = Math.Log(p.Alpha);
        var (ll, gR, gAlpha, gA, gB) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = from; i < to; i++)
        {
            ref readonly var row = ref rows[cells.FrequencyRank[i]];
            var atAge = p.Alpha + cells.Age[i];
            var atLast = p.Alpha + cells.Recency[i];
            var logAge = logs.Length > 0 ? logs[cells.GridAge[i]] : Math.Log(atAge);
            var logLast = logs.Length > 0 ? logs[cells.GridRecency[i]] : Math.Log(atLast);
            var stages = ErlangStages.At(
                row.Shape,
                cells.Age[i] - cells.Recency[i],
                atAge,
                variant.Stages
            );

            // log odds of having left against being here without another purchase
            var odds = row.LogOdds + (row.Shape * (logAge - logLast)) - stages.Log;
            double left;
            double value;
            if (odds > 0)
            {
                var e = Math.Exp(-odds);
                left = 1 / (1 + e);
                value = row.Constant - (row.Shape * logLast) + row.LogOdds - Math.Log(left);
            }
            else
            {
                var e = Math.Exp(odds);
                left = e / (1 + e);
                value = row.Constant - (row.Shape * logAge) + stages.Log + Math.Log(1 + e);
            }

            var w = cells.Weight[i];
            ll += w * value;
            gR +=
                w
                * (
                    row.PsiShape
                    + logAlpha
                    - logAge
                    + (left * (logAge - logLast))
                    + ((1 - left) * stages.ByShape)
                );
            gAlpha +=
                w
                * (
                    (p.R / p.Alpha)
                    - (row.Shape * (((1 - left) / atAge) + (left / atLast)))
                    + ((1 - left) * stages.ByAlpha)
                );
            gA += w * (row.PsiA + (left / p.A));
            gB += w * (row.PsiB - (left * row.InverseStay));
        }

        (sums[0], sums[1], sums[2], sums[3], sums[4]) = (ll, gR, gAlpha, gA, gB);
    }

    /// <summary>What the likelihood needs of one frequency.</summary>
    private readonly struct FrequencyRow
    {
        public FrequencyRow(CnbdKParameters p, CnbdKVariant variant, int x)
        {
            var stages = (double)variant.Stages * x;
            var stays = x + variant.Shift;
            Shape = p.R + stages;
            Constant =
                LogGamma.Difference(p.R, stages)
                + (p.R * Math.Log(p.Alpha))
                + LogBeta.Difference(p.A, p.B, stays)
                - (x * LogGamma.Difference(1, variant.Stages - 1));
            PsiShape = Digamma.Difference(p.R, stages);
            var both = Digamma.Difference(p.A + p.B, stays);
            PsiA = -both;
            PsiB = Digamma.Difference(p.B, stays) - both;
            var stay = variant.StayWeight(p.B, x);
            LogOdds = variant.CanHaveLeft(x) ? Math.Log(p.A / stay) : double.NegativeInfinity;
            InverseStay = variant.CanHaveLeft(x) ? 1 / stay : 0;
        }

        public double Shape { get; }

        public double Constant { get; }

        public double PsiShape { get; }

        public double PsiA { get; }

        public double PsiB { get; }

        public double LogOdds { get; }

        public double InverseStay { get; }
    }
}
