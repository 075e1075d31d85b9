using System.Globalization;
using Analytics.Core.Lifetime;

namespace Analytics.Core.Fitting;

/// <summary>The outcome of fitting one lifetime model, good or bad.</summary>
public sealed record FitReport
{
    /// <summary>The model.</summary>
    public required ILifetimeModel Model { get; init; }

    /// <summary>Best parameters, in the order of the model.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>ln likelihood there.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Norm of the gradient by the logs of the parameters.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Iterations of the start that won, polish included.</summary>
    public required int Iterations { get; init; }

    /// <summary>Why the search ended.</summary>
    public required ExitReason Exit { get; init; }

    /// <summary>The verdict.</summary>
    public required Diagnosis Diagnosis { get; init; }

    /// <summary>
    /// Second derivatives of -LL by the logs of the parameters, row by row; empty where they are not finite.
    /// </summary>
    public required double[] Curvature { get; init; }

    /// <summary>Coefficients of a seasonal clock with their names; empty without.</summary>
    public IReadOnlyList<(string Name, double Value)> Coefficients { get; init; } = [];

    /// <summary>Name of the model.</summary>
    public string Name => Model.Name;

    /// <summary>The name with the stages of a CNBD-k model, for example <c>mbg-cnbd (k = 2)</c>.</summary>
    public string Label =>
        Model.Regularity == 1
            ? Name
            : string.Create(CultureInfo.InvariantCulture, $"{Name} (k = {Model.Regularity})");

    /// <summary>True where predictions may be made.</summary>
    public bool IsFit => Diagnosis.IsFit;

    /// <summary>True where a shape is so large that customers hardly differ: expectations are sums over very many purchases there.</summary>
    public bool IsFarOut => SearchLimits.IsFarOut(Model, Parameters);

    /// <summary>Parameters counted in AIC: k of the CNBD-k models counts.</summary>
    public int FreeParameters =>
        Parameters.Length + Coefficients.Count + (Model.Regularity > 1 ? 1 : 0);

    /// <summary>2 x parameters - 2 x LL.</summary>
    public double Aic => (2 * FreeParameters) - (2 * LogLikelihood);

    /// <summary><c>name=value;...</c>, nine significant digits; the stages of a CNBD-k model as <c>k=2</c>.</summary>
    public string ParameterText =>
        string.Join(
            ';',
            Model
                .Parameters.Select(
                    (role, i) =>
                        role.Name
                        + "="
                        + role.Told(Parameters[i]).ToString("G9", CultureInfo.InvariantCulture)
                )
                .Concat(
                    Model.Regularity > 1
                        ? ["k=" + Model.Regularity.ToString(CultureInfo.InvariantCulture)]
                        : []
                )
                .Concat(
                    Coefficients.Select(c =>
                        c.Name + "=" + c.Value.ToString("G9", CultureInfo.InvariantCulture)
                    )
                )
        );

    /// <summary>The model at the fitted parameters.</summary>
    /// <exception cref="Faults.ModelFault">The model is not fit for use.</exception>
    public ILifetime Lifetime() =>
        IsFit
            ? Model.At(Parameters)
            : throw new Faults.ModelFault($"{Name} is not fit for use: {Diagnosis.Words}");
}
