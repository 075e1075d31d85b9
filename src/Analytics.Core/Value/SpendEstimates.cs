using Analytics.Core.Fitting;
using Analytics.Core.Spend.GammaGamma;

namespace Analytics.Core.Value;

/// <summary>Expected spend per future purchase day of every customer, and where it comes from.</summary>
/// <param name="PerPurchase">Currency units, one entry per customer.</param>
/// <param name="Words">How it was estimated.</param>
public sealed record SpendEstimates(double[] PerPurchase, string Words)
{
    /// <summary>
    /// By the Gamma-Gamma model where it is fit for use; otherwise each repeat buyer's own mean, and the mean of the repeat buyers for the
    /// others.
    /// </summary>
    /// <param name="fit">The fit of spend, or null where none was made.</param>
    /// <param name="frequency">Repeat purchase days.</param>
    /// <param name="meanSpend">Mean spend on them, currency units.</param>
    /// <param name="fallback">Spend per purchase where there is no repeat buyer at all, for example the mean of the first purchases.</param>
    public static SpendEstimates Of(
        SpendFit? fit,
        ReadOnlySpan<int> frequency,
        ReadOnlySpan<double> meanSpend,
        double fallback
    )
    {
        var pooled = Pooled(frequency, meanSpend, fallback);
        var law = fit is { IsFit: true } ? new GammaGammaLaw(fit.Parameters) : null;
        var spend = new double[frequency.Length];
        for (var i = 0; i < spend.Length; i++)
        {
            spend[i] =
                law?.Expected(frequency[i], meanSpend[i])
                ?? (frequency[i] > 0 ? meanSpend[i] : pooled);
        }

        var words =
            law is not null ? "gamma-gamma: between the customer's own mean and that of all"
            : fit is null ? "own mean spend of repeat buyers, their mean for the others"
            : $"own mean spend of repeat buyers, their mean for the others, because gamma-gamma is not fit for use: {fit.Diagnosis.Words}";
        return new SpendEstimates(spend, words);
    }

    private static double Pooled(
        ReadOnlySpan<int> frequency,
        ReadOnlySpan<double> meanSpend,
        double fallback
    )
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < frequency.Length; i++)
        {
            if (frequency[i] > 0)
            {
                sum += meanSpend[i];
                count++;
            }
        }

        return count > 0 ? sum / count : fallback;
    }
}
