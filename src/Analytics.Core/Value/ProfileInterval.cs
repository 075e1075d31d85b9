using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Value;

/// <summary>A 95 % interval by profile likelihood of one parameter, or of what follows from them, with the Wald interval beside it.</summary>
/// <param name="Parameter">Its name.</param>
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

    /// <summary>How near an end is to where it should be, in half widths: far below what an interval is read for.</summary>
    private const double Close = 1e-5;

    /// <summary>Intervals of all parameters of a fit.</summary>
    /// <param name="fit">A converged fit.</param>
    /// <param name="cells">The histories it was made from.</param>
    /// <param name="threads">At least 1.</param>
    public static IReadOnlyList<ProfileInterval> Of(FitReport fit, SummaryCells cells, int threads)
    {
        var objective = ModelFitter.Scaled(fit.Model, cells, 1, threads);
        var mode = Array.ConvertAll(fit.Parameters, Math.Log);
        return
        [
            .. fit.Model.Parameters.Select(
                (p, i) => Along(p.Name, objective, mode, fit.Curvature, -fit.LogLikelihood, i)
            ),
        ];
    }

    /// <summary>The interval of E[X(t)]: what a customer is expected to buy within t of the first purchase.</summary>
    /// <param name="fit">A converged fit.</param>
    /// <param name="cells">The histories it was made from.</param>
    /// <param name="horizon">t, in the periods of the fit.</param>
    /// <param name="name">Its name.</param>
    /// <param name="threads">At least 1.</param>
    public static ProfileInterval OfNewCustomer(
        FitReport fit,
        SummaryCells cells,
        double horizon,
        string name,
        int threads
    )
    {
        var logs = Array.ConvertAll(fit.Parameters, Math.Log);
        var coordinates = new NewCustomerCoordinates(
            fit.Model,
            horizon,
            logs,
            ModelFitter.Scaled(fit.Model, cells, 1, threads)
        );
        var mode = logs.ToArray();
        mode[0] = coordinates.LogExpected(logs);
        return Along(
            name,
            coordinates.Likelihood,
            mode,
            coordinates.Curvature(fit.Curvature),
            -fit.LogLikelihood,
            0
        );
    }

    private static ProfileInterval Along(
        string name,
        Objective objective,
        double[] mode,
        double[] curvature,
        double best,
        int coordinate
    )
    {
        var error = StandardError(curvature, mode.Length, coordinate);
        var low = Edge(objective, mode, curvature, best, coordinate, -1, error);
        var high = Edge(objective, mode, curvature, best, coordinate, 1, error);
        var estimate = Math.Exp(mode[coordinate]);
        return new ProfileInterval(
            name,
            estimate,
            low is { } l ? Math.Exp(l) : 0,
            high is { } h ? Math.Exp(h) : null,
            estimate * Math.Exp(-Z * error),
            estimate * Math.Exp(Z * error)
        );
    }

    private static double? Edge(
        Objective objective,
        double[] mode,
        ReadOnlySpan<double> curvature,
        double best,
        int parameter,
        int side,
        double error
    )
    {
        var rest = Without(mode, parameter);
        var search = new MinimiserOptions
        {
            Polish = false,
            Bound = 40,
            Curvature = Without(curvature, mode.Length, parameter),
        };

        // the root of twice the fall is nearly a line through the optimum, so that few steps along chords find the edge
        double Gap(double distance)
        {
            var at = mode[parameter] + (side * distance);
            var found = Minimiser.Search(Fixed(objective, parameter, at), rest, search);
            rest = found.Point;
            return Math.Sqrt(2 * Math.Max(0, found.Value - best)) - Math.Sqrt(2 * Drop);
        }

        var (near, nearGap) = (0.0, -Math.Sqrt(2 * Drop));
        var far = Math.Clamp(2 * error, 0.01, 1);
        var farGap = Gap(far);
        while (farGap < 0)
        {
            (near, nearGap, far) = (far, farGap, far * 1.6);
            if (far > Farthest)
            {
                return null;
            }

            farGap = Gap(far);
        }

        if (!double.IsFinite(farGap))
        {
            return null;
        }

        for (var i = 0; i < 40 && far - near > Close * far; i++)
        {
            // every third step halves, so that a bent curve cannot hold the chord up
            var at =
                i % 3 == 2
                    ? (near + far) / 2
                    : near - (nearGap * (far - near) / (farGap - nearGap));
            var gap = Gap(at);
            if (Math.Abs(gap) < Close)
            {
                return mode[parameter] + (side * at);
            }

            (near, nearGap, far, farGap) =
                gap < 0 ? (at, gap, far, farGap) : (near, nearGap, at, gap);
        }

        return mode[parameter] + (side * far);
    }

    private static double[] Without(ReadOnlySpan<double> curvature, int n, int parameter)
    {
        var rest = new List<double>();
        for (var i = 0; i < curvature.Length; i++)
        {
            if (i / n != parameter && i % n != parameter)
            {
                rest.Add(curvature[i]);
            }
        }

        return [.. rest];
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
        if (curvature.IsEmpty || !SmallCholesky.TryFactor(curvature, lower))
        {
            return Farthest;
        }

        SmallCholesky.Solve(lower, unit);
        return Math.Sqrt(unit[parameter]);
    }
}
