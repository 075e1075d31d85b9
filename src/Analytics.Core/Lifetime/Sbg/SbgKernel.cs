using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.Sbg;

/// <summary>Log-likelihood with gradient (Fader &amp; Hardie 2007, eq. 5 and 6).</summary>
internal static class SbgKernel
{
    /// <summary>ln P of one history: S(x) where still a customer, else S(x) alpha / (alpha + beta + x).</summary>
    public static double Log(SbgParameters p, int renewals, double due) =>
        LogBeta.Difference(p.Alpha, p.Beta, renewals)
        + (renewals < due ? Math.Log(p.Alpha / (p.Alpha + p.Beta + renewals)) : 0);

    /// <summary>Adds log-likelihood and derivatives by alpha and beta of cells [from, to).</summary>
    public static void Block(
        SbgParameters p,
        SummaryCells cells,
        int from,
        int to,
        Span<double> sums
    )
    {
        for (var i = from; i < to; i++)
        {
            var (x, w) = (cells.Frequency[i], cells.Weight[i]);
            var left = x < cells.Age[i];
            var both = Digamma.Difference(p.Alpha + p.Beta, left ? x + 1 : x);
            sums[0] += w * Log(p, x, cells.Age[i]);
            sums[1] += w * ((left ? 1 / p.Alpha : 0) - both);
            sums[2] += w * (Digamma.Difference(p.Beta, x) - both);
        }
    }
}
