using Analytics.Core.Numerics;

namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>What the likelihood needs of one frequency.</summary>
internal readonly struct CnbdKRow
{
    // far beyond what a double can tell from never, and no infinity that would turn into no number
    private const double Never = -1e4;

    public CnbdKRow(CnbdKParameters p, CnbdKVariant variant, int x)
    {
        var stages = (double)variant.Stages * x;
        var stays = x + variant.Shift;
        Shape = p.R + stages;
        Constant =
            LogGamma.Difference(p.R, stages)
            + (p.R * Math.Log(p.Alpha))
            + LogBeta.Difference(p.A, p.B, stays)
            - (x * LogGamma.Difference(1, variant.Stages - 1));
        PsiShape = Digamma.Difference(p.R, stages);
        var both = Digamma.Difference(p.A + p.B, stays);
        PsiA = -both;
        PsiB = Digamma.Difference(p.B, stays) - both;
        var stay = variant.StayWeight(p.B, x);
        LogOdds = variant.CanHaveLeft(x) ? Math.Log(p.A / stay) : Never;
        InverseStay = variant.CanHaveLeft(x) ? 1 / stay : 0;
    }

    public double Shape { get; }

    public double Constant { get; }

    public double PsiShape { get; }

    public double PsiA { get; }

    public double PsiB { get; }

    /// <summary>ln of the odds of having left at the last purchase, before any silence.</summary>
    public double LogOdds { get; }

    public double InverseStay { get; }
}
