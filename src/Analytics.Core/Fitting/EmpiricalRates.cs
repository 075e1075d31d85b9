using Analytics.Core.Lifetime;
using Analytics.Core.Lifetime.Nbd;
using Analytics.Core.Summaries;

namespace Analytics.Core.Fitting;

/// <summary>
/// The last rung of the ladder: no model is fit, so each customer's own rate is drawn towards the rate of all with the weight of one
/// purchase, (x + 1) / (T + T_all / x_all). Nobody is said to have left, because nothing was learned about leaving.
/// </summary>
public static class EmpiricalRates
{
    /// <summary>The name that stands in tables.</summary>
    public const string Name = "empirical-rates";

    /// <summary>Rates from the cells.</summary>
    public static ILifetime From(SummaryCells cells)
    {
        var time = 0.0;
        for (var i = 0; i < cells.Count; i++)
        {
            time += cells.Weight[i] * cells.Age[i];
        }

        // half a purchase where none was seen, so that no rate is zero for want of data; a window of no length counts one period
        var perPurchase = Math.Max(time, 1) / Math.Max(cells.TotalFrequency, 0.5);
        return new NbdLifetime(new NbdParameters(1, perPurchase));
    }
}
