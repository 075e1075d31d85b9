using Analytics.Core.Faults;
using Analytics.Core.Lifetime;
using Analytics.Core.Summaries;

namespace Analytics.Core.Fitting;

/// <summary>
/// Static covariates for Pareto/NBD and the BG family (Fader &amp; Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD and
/// BG/NBD models"): alpha exp(-g1 z) and beta exp(-g2 z), or alpha exp(-g1 z), a exp(g2 z) and b exp(g3 z). Covariates at zero give the plain
/// model.
/// </summary>
public static class Covariates
{
    /// <summary>Index of each parameter covariates act on, and the sign with which they do.</summary>
    /// <exception cref="UsageFault">The model has no covariates.</exception>
    public static IReadOnlyList<(int Parameter, int Sign)> ActsOn(ILifetimeModel model) =>
        model switch
        {
            Lifetime.ParetoNbd.ParetoNbdModel => [(1, -1), (3, -1)],
            Lifetime.CnbdK.CnbdKModel => [(1, -1), (2, 1), (3, 1)],
            _ => throw new UsageFault(
                $"{model.Name} takes no covariates; pareto-nbd and the models of the BG family do"
            ),
        };

    /// <summary>Parameters for the covariate values given.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">At covariates 0.</param>
    /// <param name="coefficients">Rows by parameter acted on, columns by covariate.</param>
    /// <param name="values">The covariates.</param>
    public static double[] Shifted(
        ILifetimeModel model,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> coefficients,
        ReadOnlySpan<double> values
    )
    {
        var shifted = parameters.ToArray();
        var acts = ActsOn(model);
        for (var k = 0; k < acts.Count; k++)
        {
            var sum = 0.0;
            for (var c = 0; c < values.Length; c++)
            {
                sum += coefficients[(k * values.Length) + c] * values[c];
            }

            shifted[acts[k].Parameter] *= Math.Exp(acts[k].Sign * sum);
        }

        return shifted;
    }
}

/// <summary>Customers with the same covariates.</summary>
/// <param name="Values">Covariates of the group; the same number in every group.</param>
/// <param name="Cells">The histories of the group.</param>
public sealed record CovariateGroup(double[] Values, SummaryCells Cells);

/// <summary>A fit with static covariates.</summary>
/// <param name="Base">The fit of the base parameters; its likelihood is that of the whole, its parameters those at covariates 0.</param>
/// <param name="Coefficients">
/// One row per parameter that covariates act on (<see cref="Covariates.ActsOn"/>), one column per covariate, row by row.
/// </param>
/// <param name="CovariateCount">Number of covariates.</param>
public sealed record CovariateFit(FitReport Base, double[] Coefficients, int CovariateCount)
{
    /// <summary>The model of customers with the given covariates.</summary>
    /// <exception cref="ModelFault">The model is not fit for use.</exception>
    public ILifetime At(ReadOnlySpan<double> values) =>
        Base.IsFit
            ? Base.Model.At(Covariates.Shifted(Base.Model, Base.Parameters, Coefficients, values))
            : throw new ModelFault($"{Base.Name} is not fit for use: {Base.Diagnosis.Words}");
}
