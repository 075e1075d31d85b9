using System.Runtime.Intrinsics;
using Analytics.Core.Numerics;

namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>
/// The time to the next purchase of a customer who is alive: it comes at u with density (shape/a)(1 + u/a)^-(shape + 1), if the customer lives
/// until then, (1 + u/b)^-s. Integrated in v = ln(1 + u/min(a, b)), as in <see cref="PowerIntegral"/>, without its moments.
/// </summary>
/// <param name="shape">Gamma shape of the rate, r + x.</param>
/// <param name="a">Its gamma rate, alpha + T.</param>
/// <param name="s">Gamma shape of the death rate.</param>
/// <param name="b">Its gamma rate, beta + T.</param>
internal readonly struct NextPurchase(double shape, double a, double s, double b)
{
    private const double Longest = 1e9;
    private const int MostSteps = 200;

    /// <summary>Log units after which nothing is left that a double could see.</summary>
    private const double Faded = 44;

    private readonly double _near = Math.Min(a, b);
    private readonly double _ratio = Math.Min(a, b) / Math.Max(a, b);
    private readonly double _nearPower = a <= b ? shape + 1 : s;
    private readonly double _farPower = a <= b ? s : shape + 1;

    /// <summary>P(a purchase within the time given); relative error 1e-12.</summary>
    public double Within(double time) => Math.Min(1, Integral(0, Accurate.Log1p(time / _near)));

    /// <summary>
    /// The time at which that reaches the probability, to a relative 1e-11; null where it never does. As a function of y = shape ln(1 + u/a) the
    /// chance rises with slope e^-y (1 + u/b)^-s, which falls: Newton's steps from the left, where nobody would leave, never pass the root.
    /// </summary>
    /// <param name="probability">Above 0, below 1.</param>
    public double? Quantile(double probability)
    {
        var y = -Accurate.Log1p(-probability);
        var (reached, from) = (0.0, 0.0);
        for (var i = 0; i < MostSteps; i++)
        {
            var time = a * Accurate.Expm1(y / shape);
            if (!(time < Longest))
            {
                return null;
            }

            var to = Accurate.Log1p(time / _near);
            reached += Integral(from, to);
            from = to;
            var step = (probability - reached) * Math.Exp(y + (s * Accurate.Log1p(time / b)));
            var isNear = step <= 1e-8 * y;
            y += step;
            if (isNear)
            {
                break;
            }
        }

        return a * Accurate.Expm1(y / shape);
    }

    private double Integral(double from, double to)
    {
        var (sum, highest) = (0.0, double.NegativeInfinity);
        while (from < to)
        {
            // how fast the integrand can fall within the next unit of v decides the width of the panel
            var grown = Math.Exp(from);
            var fall =
                _nearPower
                + (_farPower * Math.Min(1, Math.E * grown * _ratio / (1 + ((grown - 1) * _ratio))));
            var width = Math.Min(to - from, Math.Min(1, 10 / (1 + fall)));
            sum += Panel(from, width / 2);
            from += width;
            var level = Level(from);
            highest = Math.Max(highest, level);
            // the integrand in v has one hump: once it has faded it stays so
            if (level < highest - Faded && level < -Faded)
            {
                break;
            }
        }

        return shape / a * _near * sum;
    }

    private double Level(double v) =>
        ((1 - _nearPower) * v) - (_farPower * Accurate.Log1p(_ratio * Accurate.Expm1(v)));

    private double Panel(double from, double half)
    {
        var (nodes, weights) = (GaussLegendre.Twenty.Nodes, GaussLegendre.Twenty.Weights);
        var (sum, middle) = (Vector256<double>.Zero, Vector256.Create(from + half));
        for (var i = 0; i < nodes.Length; i += Vector256<double>.Count)
        {
            var v = middle + (half * Vector256.Create(nodes, i));
            var far = Vector256.Log(Vector256.Create(1 - _ratio) + (_ratio * Vector256.Exp(v)));
            var level = ((1 - _nearPower) * v) - (_farPower * far);
            sum += Vector256.Create(weights, i) * Vector256.Exp(level);
        }

        return half * Vector256.Sum(sum);
    }
}
