using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>
/// Log-likelihood with gradient over cells (Reutterer, Platzer &amp; Schroeder 2021; for k = 1 Fader, Hardie &amp; Lee 2005, eq. 6, and
/// Batislam et al. 2007). What depends on frequency alone and on days alone is tabulated; four cells of one frequency together cost one
/// exponential and one logarithm.
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
        var rows = Array.ConvertAll(cells.DistinctFrequency, x => new CnbdKRow(p, variant, x));
        var times = CellTimes.Of(p.Alpha, cells);
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
                    Run(
                        p,
                        variant.Stages,
                        cells,
                        times,
                        rows[cells.FrequencyRank[at]],
                        at,
                        end,
                        sums.Span
                    );
                    at = end;
                }
            }
        );
        total[1..].CopyTo(gradient);
        return total[0];
    }

    /// <summary>P(alive at T) of every cell.</summary>
    public static void PAlive(
        CnbdKParameters p,
        CnbdKVariant variant,
        SummaryCells cells,
        double[] target,
        int threads
    )
    {
        var rows = Array.ConvertAll(cells.DistinctFrequency, x => new CnbdKRow(p, variant, x));
        var times = CellTimes.Of(p.Alpha, cells);
        FixedBlocks.Each(
            cells.Count,
            threads,
            (from, to) =>
            {
                for (var at = from; at < to; )
                {
                    var end = cells.EndOfFrequency(at, to);
                    var row = rows[cells.FrequencyRank[at]];
                    for (var i = at; i < end; i += Vector256<double>.Count)
                    {
                        var four = new FourCells(i, end);
                        var fate = Fate.Of(row, times.Of(cells, four), variant.Stages);
                        four.Store(fate.Alive, target);
                    }

                    at = end;
                }
            }
        );
    }

    private static void Run(
        CnbdKParameters p,
        int stages,
        SummaryCells cells,
        in CellTimes times,
        in CnbdKRow row,
        int from,
        int to,
        Span<double> sums
    )
    {
        var (ll, gR, gAlpha, weights, lefts) = (
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero
        );
        for (var i = from; i < to; i += Vector256<double>.Count)
        {
            var four = new FourCells(i, to);
            var time = times.Of(cells, four);
            var fate = Fate.Of(row, time, stages);
            var w = four.Weights(cells.Weight);
            var left = Vector256<double>.One - fate.Alive;
            weights += w;
            lefts += w * left;
            ll += w * (fate.LogTotal - (row.Shape * time.LogAge));
            gR +=
                w
                * (
                    (left * (time.LogAge - time.LogLast))
                    - time.LogAge
                    + (fate.Alive * fate.ByShape)
                );
            gAlpha +=
                w
                * (
                    (fate.Alive * fate.ByAlpha)
                    - (row.Shape * ((fate.Alive * time.InverseAge) + (left * time.InverseLast)))
                );
        }

        var (weight, hasLeft) = (Vector256.Sum(weights), Vector256.Sum(lefts));
        sums[0] += Vector256.Sum(ll) + (weight * row.Constant);
        sums[1] += Vector256.Sum(gR) + (weight * (row.PsiShape + Math.Log(p.Alpha)));
        sums[2] += Vector256.Sum(gAlpha) + (weight * p.R / p.Alpha);
        sums[3] += (weight * row.PsiA) + (hasLeft / p.A);
        sums[4] += (weight * row.PsiB) - (hasLeft * row.InverseStay);
    }

    /// <summary>Of four cells: the likelihood relative to being here with no stage since, and the share in it of being here.</summary>
    private readonly ref struct Fate
    {
        public Vector256<double> LogTotal { get; private init; }

        public Vector256<double> Alive { get; private init; }

        /// <summary>Derivative of the log of the stages' sum by R; 0 for k = 1.</summary>
        public Vector256<double> ByShape { get; private init; }

        /// <summary>The same by alpha.</summary>
        public Vector256<double> ByAlpha { get; private init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Fate Of(in CnbdKRow row, in FourTimes time, int stages)
        {
            // here: the sum over fewer than k stages since (see ErlangStages); left: the odds of having left at the last purchase
            var (here, byShape, byAlpha) = (
                Vector256<double>.One,
                Vector256<double>.Zero,
                Vector256<double>.Zero
            );
            var (term, harmonic) = (Vector256<double>.One, 0.0);
            for (var j = 1; j < stages; j++)
            {
                term *= time.Since * time.InverseAge * ((row.Shape + j - 1) / j);
                harmonic += 1 / (row.Shape + j - 1);
                here += term;
                byShape += term * harmonic;
                byAlpha -= term * time.InverseAge * j;
            }

            var odds = Vector256.Create(row.LogOdds) + (row.Shape * (time.LogAge - time.LogLast));
            // the larger of the two is factored out
            var top = Vector256.Max(odds, Vector256<double>.Zero);
            var small = Vector256.Exp(-Vector256.Abs(odds));
            var isLeftLarger = Vector256.GreaterThan(odds, Vector256<double>.Zero);
            var alive = Vector256.ConditionalSelect(isLeftLarger, small * here, here);
            var total =
                alive + Vector256.ConditionalSelect(isLeftLarger, Vector256<double>.One, small);
            var share = Vector256<double>.One / total;
            return new Fate
            {
                LogTotal = top + Vector256.Log(total),
                Alive = alive * share,
                ByShape = byShape / here,
                ByAlpha = byAlpha / here,
            };
        }
    }
}
