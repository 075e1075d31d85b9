using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.Nbd;

/// <summary>Log-likelihood with gradient over cells (Ehrenberg 1959, timing form).</summary>
internal static class NbdKernel
{
    /// <summary>Adds log-likelihood and derivatives by r and alpha of cells [from, to).</summary>
    public static void Block(
        NbdParameters p,
        SummaryCells cells,
        int from,
        int to,
        Span<double> sums
    )
    {
        var logAlpha = Math.Log(p.Alpha);
        var (known, constant, psi) = (-1, 0.0, 0.0);
        for (var i = from; i < to; i++)
        {
            var x = cells.Frequency[i];
            if (x != known)
            {
                (known, constant, psi) = (
                    x,
                    LogGamma.Difference(p.R, x),
                    Digamma.Difference(p.R, x)
                );
            }

            var logAge = Math.Log(p.Alpha + cells.Age[i]);
            var w = cells.Weight[i];
            sums[0] += w * (constant + (p.R * logAlpha) - ((p.R + x) * logAge));
            sums[1] += w * (psi + logAlpha - logAge);
            sums[2] += w * ((p.R / p.Alpha) - ((p.R + x) / (p.Alpha + cells.Age[i])));
        }
    }
}
