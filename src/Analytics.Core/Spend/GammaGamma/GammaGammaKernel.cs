using Analytics.Core.Numerics;

namespace Analytics.Core.Spend.GammaGamma;

/// <summary>Log-likelihood with gradient over spend cells (Fader &amp; Hardie 2013, eq. 1a); one logarithm per cell, the rest per frequency.</summary>
public static class GammaGammaKernel
{
    /// <summary>The log-likelihood; the same bits at any number of threads.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="cells">The customers.</param>
    /// <param name="gradient">Derivatives by p, q, v, overwritten.</param>
    /// <param name="threads">At least 1.</param>
    public static double LogLikelihood(
        GammaGammaParameters p,
        SpendCells cells,
        Span<double> gradient,
        int threads
    )
    {
        Span<double> total = stackalloc double[4];
        FixedBlocks.Sum(
            cells.Count,
            threads,
            total,
            (from, to, sums) => Block(p, cells, from, to, sums.Span)
        );
        total[1..].CopyTo(gradient);
        return total[0];
    }

    private static void Block(
        GammaGammaParameters p,
        SpendCells cells,
        int from,
        int to,
        Span<double> sums
    )
    {
        var logV = Math.Log(p.V);
        var (known, constant, byP, byQ) = (-1, 0.0, 0.0, 0.0);
        for (var i = from; i < to; i++)
        {
            var x = cells.Frequency[i];
            var shape = p.P * x;
            if (x != known)
            {
                known = x;
                constant = -LogBeta.Of(shape, p.Q);
                byP = Digamma.Difference(shape, p.Q);
                byQ = Digamma.Difference(p.Q, shape);
            }

            var (w, total) = (cells.Weight[i], x * cells.MeanSpend[i]);
            var logTotal = Math.Log(total);
            var logBoth = Math.Log(total + p.V);
            sums[0] +=
                w
                * (
                    constant
                    + (shape * (logTotal - logBoth))
                    + (p.Q * (logV - logBoth))
                    - Math.Log(cells.MeanSpend[i])
                );
            sums[1] += w * x * (byP + logTotal - logBoth);
            sums[2] += w * (byQ + logV - logBoth);
            sums[3] += w * ((p.Q / p.V) - ((shape + p.Q) / (total + p.V)));
        }
    }
}
