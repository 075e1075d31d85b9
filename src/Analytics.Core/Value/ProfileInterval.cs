using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Value;

/// <summary>A 95 % interval of one parameter by profile likelihood, with the Wald interval beside it.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Estimate">The optimum.</param>
/// <param name="Low">Lower end; 0 where the likelihood never falls far enough.</param>
/// <param name="High">Upper end; null where the likelihood never falls far enough.</param>
/// <param name="WaldLow">Lower end from the curvature; its coverage is below the nominal.</param>
/// <param name="WaldHigh">Upper end from the curvature.</param>
public sealed record ProfileInterval(
    string Parameter,
    double Estimate,
    double Low,
    double? High,
    double WaldLow,
    double WaldHigh
)
{
    /// <summary>Half the 95 % quantile of chi-square with one degree of freedom.</summary>
    private const double Drop = 1.920729410347062;
    private const double Z = 1.959963984540054;
    private const double Farthest = 8;

    /// <summary>Intervals of all parameters of a fit.</summary>
    /// <param name="fit">A converged fit.</param>
    /// <param name="cells">The histories it was made from.</param>
    /// <param name="threads">At least 1.</param>
    public static IReadOnlyList<ProfileInterval> Of(FitReport fit, SummaryCells cells, int threads)
    {
        var scale = 1.0;
        var objective = ModelFitter.Scaled(fit.Model, cells, scale, threads);
        var mode = Array.ConvertAll(fit.Parameters, Math.Log);
        var intervals = new List<ProfileInterval>();
        for (var i = 0; i < mode.Length; i++)
        {
            var error = StandardError(fit.Curvature, mode.Length, i);
            var low = Edge(objective, mode, -fit.LogLikelihood, i, -1, error);
            var high = Edge(objective, mode, -fit.LogLikelihood, i, 1, error);
            intervals.Add(
                new ProfileInterval(
                    fit.Model.Parameters[i].Name,
                    fit.Parameters[i],
                    low is { } l ? Math.Exp(l) : 0,
                    high is { } h ? Math.Exp(h) : null,
                    fit.Parameters[i] * Math.Exp(-Z * error),
                    fit.Parameters[i] * Math.Exp(Z * error)
                )
            );
        }

        return intervals;
    }

    private static double? Edge(
        Objective objective,
        double[] mode,
        double best,
        int parameter,
        int side,
        double error
    )
    {
        var rest = Without(mode, parameter);
        double Excess(double distance)
        {
            var at = mode[parameter] + (side * distance);
            var found = Minimiser.Search(
                Fixed(objective, parameter, at),
                rest,
                new MinimiserOptions { Polish = false, Bound = 40 }
            );
            rest = found.Point;
            return found.Value - best - Drop;
        }

        var (near, far) = (0.0, Math.Clamp(2 * error, 0.01, 1));
        while (Excess(far) < 0)
        {
            (near, far) = (far, far * 1.6);
            if (far > Farthest)
            {
                return null;
            }
        }

        for (var i = 0; i < 22; i++)
        {
            var middle = (near + far) / 2;
            (near, far) = Excess(middle) < 0 ? (middle, far) : (near, middle);
        }

        return mode[parameter] + (side * far);
    }

    private static double[] Without(double[] all, int index) =>
        [.. all.Where((_, i) => i != index)];

    private static Objective Fixed(Objective objective, int parameter, double at) =>
        (point, gradient) =>
        {
            Span<double> full = stackalloc double[point.Length + 1];
            Span<double> slopes = stackalloc double[point.Length + 1];
            point[..parameter].CopyTo(full);
            full[parameter] = at;
            point[parameter..].CopyTo(full[(parameter + 1)..]);
            var value = objective(full, slopes);
            slopes[..parameter].CopyTo(gradient);
            slopes[(parameter + 1)..].CopyTo(gradient[parameter..]);
            return value;
        };

    private static double StandardError(ReadOnlySpan<double> curvature, int n, int parameter)
    {
        var lower = new double[n * n];
        var unit = new double[n];
        unit[parameter] = 1;
        if (!SmallCholesky.TryFactor(curvature, lower))
        {
            return Farthest;
        }

        SmallCholesky.Solve(lower, unit);
        return Math.Sqrt(unit[parameter]);
    }
}
