using Analytics.Core.Numerics;

namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>What the likelihood needs of one frequency, and the sum of its parts.</summary>
internal readonly struct ParetoNbdRow
{
    public ParetoNbdRow(ParetoNbdParameters p, int frequency)
    {
        Shape = p.R + frequency;
        Constant =
            LogGamma.Difference(p.R, frequency)
            + (p.R * Math.Log(p.Alpha))
            + (p.S * Math.Log(p.Beta));
        PsiShape = Digamma.Difference(p.R, frequency) + Math.Log(p.Alpha);
        LogBeta = Math.Log(p.Beta);
    }

    public double Shape { get; }

    /// <summary>What the log-likelihood has of this frequency beside the two parts.</summary>
    public double Constant { get; }

    /// <summary>Its derivative by r.</summary>
    public double PsiShape { get; }

    private double LogBeta { get; }

    /// <summary>
    /// Adds one cell: sums[0] the log-likelihood, then its derivatives by r, alpha, s, beta. With W = (alpha + t)^-(r + x) (beta + t)^-s both
    /// parts of the likelihood are W(T) and s times the integral of W(t) / (beta + t).
    /// </summary>
    public void Add(
        ParetoNbdParameters p,
        double weight,
        double alive,
        in EndOfLife at,
        in DeathTerm death,
        Span<double> sums
    )
    {
        var total = alive + death.Value;
        var share = 1 / total;
        sums[0] +=
            weight * (Constant - (Shape * at.LogLastA) - (p.S * at.LogLastB) + Math.Log(total));
        sums[1] += weight * (PsiShape - (((alive * at.LogAgeA) + death.LogA) * share));
        sums[2] +=
            weight
            * ((p.R / p.Alpha) - (Shape * ((alive * at.InverseAgeA) + death.InverseA) * share));
        sums[3] +=
            weight
            * (LogBeta + (((death.Value / p.S) - (alive * at.LogAgeB) - death.LogB) * share));
        sums[4] +=
            weight
            * (
                (p.S / p.Beta)
                - (((p.S * alive * at.InverseAgeB) + ((p.S + 1) * death.InverseB)) * share)
            );
    }
}

/// <summary>P(dead in (t_x, T], silent before), relative to the state at t_x, and its moments for the gradient.</summary>
internal readonly record struct DeathTerm(
    double Value,
    double LogA,
    double InverseA,
    double LogB,
    double InverseB
);

/// <summary>Logs and inverses of alpha + time and beta + time that one cell needs.</summary>
internal readonly record struct EndOfLife(
    double LogLastA,
    double LogLastB,
    double LogAgeA,
    double LogAgeB,
    double InverseAgeA,
    double InverseAgeB
);
