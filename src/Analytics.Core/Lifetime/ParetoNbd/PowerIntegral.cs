using Analytics.Core.Numerics;

namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>
/// The integral of (1 + u/A)^-p (1 + u/B)^-q over u in [0, length], with its moments of ln(1 + u/A), 1/(A + u), ln(1 + u/B), 1/(B + u).
/// All terms are positive: it replaces the difference of two Gauss functions in the Pareto/NBD likelihood (Fader &amp; Hardie 2005, "A note on
/// deriving the Pareto/NBD model"), which cancels where t_x is near T and needs a case for alpha = beta.
/// </summary>
/// <param name="Value">The integral.</param>
/// <param name="LogA">Its moment of ln(1 + u/A).</param>
/// <param name="InverseA">Its moment of 1/(A + u).</param>
/// <param name="LogB">Its moment of ln(1 + u/B).</param>
/// <param name="InverseB">Its moment of 1/(B + u).</param>
internal readonly record struct PowerIntegral(
    double Value,
    double LogA,
    double InverseA,
    double LogB,
    double InverseB
)
{
    /// <summary>Log units after which nothing is left that a double could see.</summary>
    private const double Faded = 44;

    /// <summary>All five times a factor.</summary>
    public PowerIntegral Times(double factor) =>
        new(Value * factor, LogA * factor, InverseA * factor, LogB * factor, InverseB * factor);

    /// <summary>Integrates in v = ln(1 + u/min(A, B)), where the integrand has no singularity within pi of the real line.</summary>
    /// <param name="p">Power at <paramref name="a"/>, positive.</param>
    /// <param name="a">First scale, positive.</param>
    /// <param name="q">Power at <paramref name="b"/>, positive.</param>
    /// <param name="b">Second scale, positive.</param>
    /// <param name="length">Not negative.</param>
    public static PowerIntegral Of(double p, double a, double q, double b, double length)
    {
        if (length <= 0)
        {
            return default;
        }

        var near = Math.Min(a, b);
        var end = Accurate.Log1p(length / near);
        var rule = GaussLegendre.Twenty;
        var (value, logA, inverseA, logB, inverseB) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var highest = double.NegativeInfinity;
        for (var from = 0.0; from < end; )
        {
            // how fast the integrand can fall within the next unit of v decides the width of the panel
            var at = near * Math.Exp(from);
            var fall =
                (p * Math.Min(1, Math.E * at / (a - near + at)))
                + (q * Math.Min(1, Math.E * at / (b - near + at)));
            var half = Math.Min(end - from, Math.Min(1, 10 / (1 + fall))) / 2;
            for (var i = 0; i < rule.Nodes.Length; i++)
            {
                var v = from + (half * (1 + rule.Nodes[i]));
                var u = near * Accurate.Expm1(v);
                var (la, lb) = (Accurate.Log1p(u / a), Accurate.Log1p(u / b));
                var f = half * rule.Weights[i] * Math.Exp(v - (p * la) - (q * lb));
                value += f;
                logA += f * la;
                inverseA += f / (a + u);
                logB += f * lb;
                inverseB += f / (b + u);
            }

            from += 2 * half;
            var u1 = near * Accurate.Expm1(from);
            var level = from - (p * Accurate.Log1p(u1 / a)) - (q * Accurate.Log1p(u1 / b));
            highest = Math.Max(highest, level);
            // the integrand in v has one hump: once it has faded it stays so
            if (level < highest - Faded && level < -Faded)
            {
                break;
            }
        }

        return new PowerIntegral(
            near * value,
            near * logA,
            near * inverseA,
            near * logB,
            near * inverseB
        );
    }
}
