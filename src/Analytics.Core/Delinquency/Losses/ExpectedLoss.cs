using Analytics.Core.Delinquency.Rolls;

namespace Analytics.Core.Delinquency.Losses;

/// <summary>Probability of bad debt within twelve cycles, and the loss to be expected.</summary>
public sealed class ExpectedLoss
{
    /// <summary>Cycles of <c>pd_12</c>.</summary>
    public const int Cycles = 12;

    private readonly double[] _badWithin;

    /// <summary>Prepares a chain: bad, dead and paid are never left.</summary>
    /// <param name="matrix">The chain of the account's type.</param>
    public ExpectedLoss(TransitionMatrix matrix)
    {
        var chain = matrix.Absorbing(name => name is "B" or "D" or "P");
        var n = chain.Count;
        var bad = new double[n];
        for (var s = 0; s < n; s++)
        {
            bad[s] = IsBad(chain.States[s]) ? 1 : 0;
        }

        // h_t = A h_(t-1): the chance to be in {B, D} after t more cycles
        for (var t = 1; t < Cycles; t++)
        {
            var next = new double[n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    next[i] += chain[i, j] * bad[j];
                }
            }

            bad = next;
        }

        _badWithin = bad;
    }

    /// <summary>Probability to be bad or dead within twelve cycles.</summary>
    /// <param name="next">The account's own probabilities of its state at the next close; sums to 1.</param>
    public double Pd12(ReadOnlySpan<double> next)
    {
        var sum = 0.0;
        for (var j = 0; j < next.Length; j++)
        {
            sum += next[j] * _badWithin[j];
        }

        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>Expected loss = PD x LGD x EAD.</summary>
    /// <param name="pd">Probability of default, 0 to 1.</param>
    /// <param name="lgd">Share of the exposure lost at default, 0 to 1.</param>
    /// <param name="ead">Exposure at default, in currency units.</param>
    public static double Of(double pd, double lgd, double ead) => pd * lgd * ead;

    /// <summary>True for bad and dead debt.</summary>
    public static bool IsBad(string state) => state is "B" or "D";
}
