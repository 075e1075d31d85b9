using System.Globalization;
using Analytics.Core.Spend.GammaGamma;

namespace Analytics.Core.Fitting;

/// <summary>The outcome of fitting the Gamma-Gamma model.</summary>
/// <param name="Parameters">Best parameters.</param>
/// <param name="LogLikelihood">ln likelihood there.</param>
/// <param name="GradientNorm">Norm of the gradient by the logs of the parameters.</param>
/// <param name="Iterations">Iterations of the start that won, polish included.</param>
/// <param name="Exit">Why the search ended.</param>
/// <param name="Diagnosis">The verdict; no mean (q &lt;= 1) is the boundary.</param>
/// <param name="Correlation">Correlation of frequency and mean spend, which the model assumes to be 0.</param>
/// <param name="Curvature">Second derivatives of -LL by the logs of the parameters.</param>
public sealed record SpendFit(
    GammaGammaParameters Parameters,
    double LogLikelihood,
    double GradientNorm,
    int Iterations,
    ExitReason Exit,
    Diagnosis Diagnosis,
    double Correlation,
    double[] Curvature
)
{
    /// <summary>True where predictions may be made.</summary>
    public bool IsFit => Diagnosis.IsFit;

    /// <summary>2 x 3 - 2 x LL.</summary>
    public double Aic => 6 - (2 * LogLikelihood);

    /// <summary><c>p=...;q=...;v=...</c>, nine significant digits.</summary>
    public string ParameterText =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"p={Parameters.P:G9};q={Parameters.Q:G9};v={Parameters.V:G9}"
        );
}
