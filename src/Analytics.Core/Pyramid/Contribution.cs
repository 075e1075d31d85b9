using System.Numerics;
using Analytics.Core.Money;
using Analytics.Core.Summaries;

namespace Analytics.Core.Pyramid;

/// <summary>What customers leave after costs.</summary>
public static class Contribution
{
    /// <summary>
    /// Margin - cost to serve - returns per customer: margin rate x net amount (so that a return takes its margin back, as in CLV) minus
    /// cost per order x orders. Exact but for one rounding of the margin to the minor unit, halves away from zero.
    /// </summary>
    /// <param name="summary">The customers.</param>
    /// <param name="marginRate">Margin as a share of sales; .3 = 30 %.</param>
    /// <param name="costPerOrder">Cost to serve one order, currency units.</param>
    /// <returns>One amount per row, with at least the decimals of the sales and of the cost.</returns>
    public static MoneyColumn Of(SummaryColumns summary, decimal marginRate, decimal costPerOrder)
    {
        var scale = Math.Max(summary.MoneyScale, (int)costPerOrder.Scale);
        var (rate, rateUnit) = Fraction(marginRate);
        var (cost, costUnit) = Fraction(costPerOrder);
        var costUnits = (Int128)(cost * BigInteger.Pow(10, scale) / costUnit);
        var factor = (Int128)(rate * BigInteger.Pow(10, scale - summary.MoneyScale));
        var units = new Int128[summary.Count];
        for (var row = 0; row < units.Length; row++)
        {
            var margin = Rounded(summary.Net[row] * factor, (Int128)rateUnit);
            units[row] = margin - (costUnits * summary.Orders[row]);
        }

        return MoneyColumn.Fitting(units, scale);
    }

    private static (BigInteger Numerator, BigInteger Denominator) Fraction(decimal value)
    {
        var unit = BigInteger.Pow(10, value.Scale);
        return ((BigInteger)(value * (decimal)unit), unit);
    }

    private static Int128 Rounded(Int128 numerator, Int128 denominator)
    {
        var half = ((2 * Int128.Abs(numerator)) + denominator) / (2 * denominator);
        return numerator < 0 ? -half : half;
    }
}
