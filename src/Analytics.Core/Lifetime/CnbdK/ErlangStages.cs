namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>
/// The chance that fewer than k Erlang stages passed since the last purchase, relative to none, over the spread of rates:
/// S2 = sum over j below k of (R)_j d^j / (j! (alpha + T)^j), with d = T - t_x (Reutterer, Platzer &amp; Schroeder 2021).
/// </summary>
/// <param name="Log">ln S2; 0 for k = 1.</param>
/// <param name="ByShape">Derivative of ln S2 by R.</param>
/// <param name="ByAlpha">Derivative of ln S2 by alpha.</param>
internal readonly record struct ErlangStages(double Log, double ByShape, double ByAlpha)
{
    /// <summary>S2 with its derivatives.</summary>
    public static ErlangStages At(double shape, double since, double atAge, int stages)
    {
        if (stages == 1)
        {
            return default;
        }

        var (term, sum, harmonic, byShape, byAlpha) = (1.0, 1.0, 0.0, 0.0, 0.0);
        for (var j = 1; j < stages; j++)
        {
            term *= (shape + j - 1) / j * (since / atAge);
            harmonic += 1 / (shape + j - 1);
            sum += term;
            byShape += term * harmonic;
            byAlpha -= term * j / atAge;
        }

        return new ErlangStages(Math.Log(sum), byShape / sum, byAlpha / sum);
    }

    /// <summary>Fills the share of each number of stages passed since the last purchase, given no purchase since and alive.</summary>
    public static void Shares(double shape, double since, double atAge, Span<double> shares)
    {
        var sum = shares[0] = 1;
        for (var j = 1; j < shares.Length; j++)
        {
            shares[j] = shares[j - 1] * (shape + j - 1) / j * (since / atAge);
            sum += shares[j];
        }

        foreach (ref var share in shares)
        {
            share /= sum;
        }
    }
}
