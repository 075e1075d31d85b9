namespace Analytics.Core.Numerics;

/// <summary>Numerical integration: Gauss-Legendre panels and a doubly exponential rule that works on logarithms.</summary>
public static class Quadrature
{
    private const double FirstStep = 0.25;
    private const int MaxHalvings = 7;

    /// <summary>
    /// ln of the integral over the real line of a positive integrand with one main hump and at least exponential tails: the trapezoid rule
    /// after s = mode + scale sinh(v) (Takahasi &amp; Mori 1974), the step halved until the sum stands still. Relative error about 1e-13.
    /// </summary>
    /// <param name="integrand">Its logarithm; unimodal near its top.</param>
    /// <param name="start">Where to look for the top first.</param>
    public static double LogWholeLine<T>(in T integrand, double start)
        where T : struct, ILogIntegrand
    {
        var mode = FindTop(integrand, start);
        var top = integrand.Log(mode);
        var scale = Scale(integrand, mode, top);
        var sum = 1.0 + Sides(integrand, mode, top, scale, FirstStep, FirstStep);
        var step = FirstStep;
        for (var halving = 0; halving < MaxHalvings; halving++)
        {
            var coarse = sum * step;
            sum += Sides(integrand, mode, top, scale, step / 2, step);
            step /= 2;
            // the error squares with each halving, so 1e-10 between two sums leaves nothing visible in the second
            if (Math.Abs((sum * step) - coarse) <= 1e-10 * coarse)
            {
                break;
            }
        }

        return top + Math.Log(sum * step * scale);
    }

    private static double Sides<T>(
        in T f,
        double mode,
        double top,
        double scale,
        double first,
        double step
    )
        where T : struct, ILogIntegrand
    {
        var total = 0.0;
        for (var side = -1; side <= 1; side += 2)
        {
            for (var v = first; v < 40; v += step)
            {
                var term =
                    Math.Exp(f.Log(mode + (side * scale * Math.Sinh(v))) - top) * Math.Cosh(v);
                total += term;
                if (term <= 1e-19 * (1 + total) && v > 2)
                {
                    break;
                }
            }
        }

        return total;
    }

    private static double FindTop<T>(in T f, double start)
        where T : struct, ILogIntegrand
    {
        var at = start;
        var value = f.Log(at);
        for (var step = 4.0; step > 0.01; )
        {
            var up = f.Log(at + step);
            var down = f.Log(at - step);
            if (up > value && up >= down)
            {
                (at, value, step) = (at + step, up, step * 1.7);
            }
            else if (down > value)
            {
                (at, value, step) = (at - step, down, step * 1.7);
            }
            else
            {
                step /= 3;
            }
        }

        return at;
    }

    private static double Scale<T>(in T f, double mode, double top)
        where T : struct, ILogIntegrand
    {
        // the width at which the hump has lost half a log unit, never wider than the distance to the singularities of a logistic function
        var width = 1.0;
        while (width > 1e-6 && Math.Min(f.Log(mode + width), f.Log(mode - width)) < top - 0.5)
        {
            width /= 1.5;
        }

        return width;
    }
}

/// <summary>The logarithm of a positive integrand on the whole real line.</summary>
public interface ILogIntegrand
{
    /// <summary>ln of the integrand at <paramref name="s"/>; may be negative infinity.</summary>
    double Log(double s);
}
