using Analytics.Core.Faults;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;

namespace Analytics.Core.Fitting;

/// <summary>Fits a model with static covariates: the likelihood is the sum over groups of equal covariates, each with its own parameters.</summary>
public static class CovariateFitter
{
    /// <summary>Starts from the plain fit with all coefficients 0.</summary>
    /// <param name="model">Pareto/NBD or a member of the BG family.</param>
    /// <param name="groups">At least one, all with the same number of covariates.</param>
    /// <param name="options">How to fit.</param>
    /// <exception cref="DataFault">No groups, or groups with different numbers of covariates.</exception>
    public static CovariateFit Fit(
        ILifetimeModel model,
        IReadOnlyList<CovariateGroup> groups,
        FitOptions options
    )
    {
        if (groups.Count == 0 || groups.Any(g => g.Values.Length != groups[0].Values.Length))
        {
            throw new DataFault(
                "covariates need at least one group, and the same covariates for every customer"
            );
        }

        var acts = Covariates.ActsOn(model);
        var count = groups[0].Values.Length;
        var (own, all) = (model.Parameters.Count, model.Parameters.Count + (acts.Count * count));
        var longest = groups.Max(g => g.Cells.MaxAge);
        var largest = groups.MaxBy(g => g.Cells.TotalWeight)!;
        var plain = ModelFitter.Fit(model, largest.Cells, options);
        var start = new double[all];
        for (var i = 0; i < own; i++)
        {
            start[i] = Math.Log(plain.Parameters[i]) - Shift(model, i, longest);
        }

        var objective = Objective(model, groups, acts, longest, options.Threads);
        var search = new MinimiserOptions
        {
            Tolerance = options.Tolerance,
            MaxIterations = options.MaxIterations,
        };
        var found = Minimiser.Search(objective, start, search);
        var again = Minimiser.Search(objective, new double[all], search);
        found = again.Value < found.Value ? again : found;
        var parameters = Parameters(model, found.Point, longest);
        var report = plain with
        {
            Parameters = parameters,
            LogLikelihood = -found.Value,
            GradientNorm = found.GradientNorm,
            Iterations = found.Iterations,
            Exit = found.Exit,
            Curvature = found.Hessian,
            Diagnosis =
                found.Exit == ExitReason.GradientSmall
                    ? found.Point.Take(own).Any(v => Math.Abs(v) >= search.Bound - 1e-9)
                        ? new Diagnosis(
                            DiagnosisKind.Boundary,
                            "a parameter runs to its bound; leave out covariates or use the plain model"
                        )
                        : new Diagnosis(DiagnosisKind.Converged, "converged with covariates")
                    : new Diagnosis(
                        DiagnosisKind.NotConverged,
                        $"no optimum found with covariates ({found.Exit}): centre and scale them, or leave some out"
                    ),
        };
        return new CovariateFit(report, found.Point[own..], count);
    }

    private static Objective Objective(
        ILifetimeModel model,
        IReadOnlyList<CovariateGroup> groups,
        IReadOnlyList<(int Parameter, int Sign)> acts,
        double longest,
        int threads
    ) =>
        (point, gradient) =>
        {
            var own = model.Parameters.Count;
            var plain = Parameters(model, point, longest);
            var part = new double[own];
            var value = 0.0;
            gradient.Clear();
            foreach (var group in groups)
            {
                var shifted = Covariates.Shifted(model, plain, point[own..], group.Values);
                value -= model.LogLikelihood(shifted, group.Cells, part, threads);
                // everything is linear in the logs of the parameters
                for (var i = 0; i < own; i++)
                {
                    gradient[i] -= part[i] * shifted[i];
                }

                for (var k = 0; k < acts.Count; k++)
                {
                    for (var c = 0; c < group.Values.Length; c++)
                    {
                        gradient[own + (k * group.Values.Length) + c] -=
                            acts[k].Sign
                            * group.Values[c]
                            * part[acts[k].Parameter]
                            * shifted[acts[k].Parameter];
                    }
                }
            }

            return double.IsNaN(value) ? double.PositiveInfinity : value;
        };

    private static double[] Parameters(
        ILifetimeModel model,
        ReadOnlySpan<double> point,
        double longest
    )
    {
        var parameters = new double[model.Parameters.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Math.Exp(point[i] + Shift(model, i, longest));
        }

        return parameters;
    }

    // time is scaled so that the longest age is 10, as in the plain fit
    private static double Shift(ILifetimeModel model, int parameter, double longest) =>
        model.Parameters[parameter].IsTime ? Math.Log(longest / 10) : 0;
}
