using Analytics.Core.Faults;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Fitting;

/// <summary>
/// The one way in which all lifetime models are fitted: equal histories once, time scaled so that the longest age is 10, logs of parameters,
/// several starts, quasi-Newton, then Newton polish of the best.
/// </summary>
public static class ModelFitter
{
    private const double ScaledAge = 10;
    private const int ExploredCells = 8192;

    /// <summary>Fits a model; whatever happens is in the report.</summary>
    /// <exception cref="DataFault">No customers, nobody observed for any time, or no gap logs for a model with regularity.</exception>
    public static FitReport Fit(ILifetimeModel model, SummaryCells cells, FitOptions options)
    {
        Check(model, cells);
        var scale = ScaledAge / cells.MaxAge;
        var search = new MinimiserOptions
        {
            Tolerance = options.Tolerance,
            MaxIterations = options.MaxIterations,
        };
        var coordinates = new SearchCoordinates(model, search.Bound);
        search = search with { Box = coordinates.Box };
        var stride = 1 + (cells.Count / ExploredCells);
        var explored = Explore(
            model,
            stride == 1 ? cells : cells.Every(stride),
            scale,
            coordinates,
            search,
            options
        );
        var objective = coordinates.Of(Scaled(model, cells, scale, options.Threads));
        var polished = Minimiser.Search(
            objective,
            explored.Point,
            search with
            {
                Curvature = explored.Hessian,
            }
        );
        var found = polished with
        {
            Point = coordinates.Logs(polished.Point),
            Hessian = coordinates.ByLogs(polished.Hessian),
        };
        return new FitReport
        {
            Model = model,
            Parameters = Unscaled(model, found.Point, scale),
            LogLikelihood = -found.Value,
            GradientNorm = found.GradientNorm,
            Iterations = explored.Iterations + found.Iterations,
            Exit = found.Exit,
            Curvature = found.Hessian,
            Diagnosis = new Diagnostician(model, cells, options).Judge(
                found,
                coordinates,
                objective,
                search
            ),
        };
    }

    /// <summary>Fits each model and returns the report with the best likelihood among those fit for use, or else the first.</summary>
    /// <param name="models">Members of one family, for example CNBD-k for k = 1 to 6.</param>
    /// <param name="cells">The histories.</param>
    /// <param name="options">How to fit.</param>
    public static FitReport FitBest(
        IReadOnlyList<ILifetimeModel> models,
        SummaryCells cells,
        FitOptions options
    )
    {
        // models with regularity need the gap logs; without them only k = 1 is left
        var possible = cells.SumLogGaps is null
            ? [.. models.Where(m => m.Regularity == 1)]
            : models;
        FitReport? best = null;
        foreach (var model in possible.Count > 0 ? possible : models)
        {
            var report = Fit(model, cells, options);
            if (
                best is null
                || (report.IsFit, report.LogLikelihood).CompareTo((best.IsFit, best.LogLikelihood))
                    > 0
            )
            {
                best = report;
            }
        }

        return best!;
    }

    /// <summary>The best of several starts; on many cells a thinned set shows the valley as well.</summary>
    private static Minimum Explore(
        ILifetimeModel model,
        SummaryCells cells,
        double scale,
        SearchCoordinates coordinates,
        MinimiserOptions search,
        FitOptions options
    )
    {
        var objective = coordinates.Of(Scaled(model, cells, scale, options.Threads));
        Minimum? best = null;
        foreach (
            var start in StartingPoints.For(
                model.Parameters,
                cells,
                model.Regularity,
                scale,
                options
            )
        )
        {
            var found = Minimiser.Search(
                objective,
                coordinates.Of(start),
                search with
                {
                    Polish = false,
                }
            );
            if (best is null || found.Value < best.Value - (1e-9 * Math.Abs(best.Value)))
            {
                best = found;
            }
        }

        return best! with
        {
            Hessian = Minimiser.Hessian(objective, best.Point),
        };
    }

    /// <summary>-LL by the logs of the parameters in scaled time.</summary>
    internal static Objective Scaled(
        ILifetimeModel model,
        SummaryCells cells,
        double scale,
        int threads
    ) =>
        (point, gradient) =>
        {
            var parameters = Unscaled(model, point, scale);
            var value = model.LogLikelihood(parameters, cells, gradient, threads);
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] *= -parameters[i];
            }

            return double.IsNaN(value) ? double.PositiveInfinity : -value;
        };

    private static double[] Unscaled(ILifetimeModel model, ReadOnlySpan<double> point, double scale)
    {
        var parameters = new double[point.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Math.Exp(point[i]) / (model.Parameters[i].IsTime ? scale : 1);
        }

        return parameters;
    }

    private static void Check(ILifetimeModel model, SummaryCells cells)
    {
        if (cells.Count == 0 || !(cells.MaxAge > 0))
        {
            throw new DataFault(
                $"{model.Name} needs customers observed for some time after their first purchase; found {(cells.Count == 0 ? "no customers" : "only first purchases on the as-of day")}"
            );
        }

        if (model.Regularity > 1 && cells.SumLogGaps is null)
        {
            throw new DataFault(
                $"{model.Name} with k > 1 needs the times between purchases, which a ready summary does not bring; use k = 1 or the transactions"
            );
        }
    }
}
