using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.BgBb;

/// <summary>
/// Log-likelihood with gradient (Fader, Hardie &amp; Shang 2010, eq. 5): the sum over the possible ends of the relation, from the last purchase to
/// the last opportunity, in log space.
/// </summary>
internal static class BgBbKernel
{
    /// <summary>Adds log-likelihood and derivatives by alpha, beta, gamma, delta of cells [from, to).</summary>
    public static void Block(
        BgBbParameters p,
        SummaryCells cells,
        int from,
        int to,
        Span<double> sums
    )
    {
        Span<double> gradient = stackalloc double[4];
        for (var i = from; i < to; i++)
        {
            var value = Log(
                p,
                cells.Frequency[i],
                (int)cells.Recency[i],
                (int)cells.Age[i],
                gradient
            );
            sums[0] += cells.Weight[i] * value;
            for (var k = 0; k < 4; k++)
            {
                sums[k + 1] += cells.Weight[i] * gradient[k];
            }
        }
    }

    /// <summary>ln likelihood of one history of x purchases at n opportunities, the last at t_x.</summary>
    public static double Log(
        BgBbParameters p,
        int x,
        int recency,
        int opportunities,
        Span<double> gradient
    )
    {
        var bought = LogBeta.Difference(p.Beta, p.Alpha, x);
        // the terms in order of the last opportunity at which the customer was still there; the last is "still there now"
        var count = opportunities - recency + 1;
        Span<double> terms = count <= 128 ? stackalloc double[count] : new double[count];
        for (var i = 0; i < count; i++)
        {
            terms[i] = Term(p, bought, x, recency + i, i == count - 1);
        }

        var total = LogSumExp.Of(terms);
        gradient.Clear();
        for (var i = 0; i < count && !gradient.IsEmpty; i++)
        {
            AddGradient(p, Math.Exp(terms[i] - total), x, recency + i, i == count - 1, gradient);
        }

        return total;
    }

    private static double Term(BgBbParameters p, double bought, int x, int seen, bool alive)
    {
        var purchases = bought + LogBeta.Difference(p.Alpha + x, p.Beta, seen - x);
        var stayed = LogBeta.Difference(p.Gamma, p.Delta, seen);
        // B(gamma + 1, delta + n) / B(gamma, delta) = B(gamma, delta + n) / B(gamma, delta) x gamma / (gamma + delta + n)
        return alive
            ? purchases + stayed
            : purchases + stayed + Math.Log(p.Gamma / (p.Gamma + p.Delta + seen));
    }

    private static void AddGradient(
        BgBbParameters p,
        double share,
        int x,
        int seen,
        bool alive,
        Span<double> gradient
    )
    {
        var both = Digamma.Difference(p.Alpha + p.Beta, seen);
        gradient[0] += share * (Digamma.Difference(p.Alpha, x) - both);
        gradient[1] += share * (Digamma.Difference(p.Beta, seen - x) - both);
        var left = Digamma.Difference(p.Gamma + p.Delta, alive ? seen : seen + 1);
        gradient[2] += share * ((alive ? 0 : 1 / p.Gamma) - left);
        gradient[3] += share * (Digamma.Difference(p.Delta, seen) - left);
    }
}
