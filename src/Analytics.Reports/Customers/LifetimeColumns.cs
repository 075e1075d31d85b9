using Analytics.Core.Summaries;
using Analytics.Core.Value;

namespace Analytics.Reports.Customers;

/// <summary>The columns of lifetime value in <c>customers.csv</c>; their names carry the horizon as it was given.</summary>
public static class LifetimeColumns
{
    /// <summary>The columns.</summary>
    /// <param name="values">The values.</param>
    /// <param name="asOfDay">The day on which they look ahead; <see cref="SummaryColumns.NoDay"/> where it is not known, and dates are blank.</param>
    /// <param name="horizon">The horizon as given, for example <c>365d</c>.</param>
    /// <param name="isAliveKnown">False leaves <c>p_alive</c> blank, where no model tells.</param>
    public static IReadOnlyList<CustomerColumn> Of(
        CustomerValues values,
        int asOfDay,
        string horizon,
        bool isAliveKnown
    ) =>
        [
            new NumberColumn("p_alive", row => isAliveKnown ? Shown(values.PAlive, row) : null),
            Number("p_purchase_" + horizon, values.PPurchase),
            Number("expected_purchases_" + horizon, values.Expected),
            new DayColumn("next_purchase_date", Dates(values.NextPurchaseDays, asOfDay)),
            new DayColumn("next_purchase_lo80", Dates(values.NextPurchaseLowDays, asOfDay)),
            new DayColumn("next_purchase_hi80", Dates(values.NextPurchaseHighDays, asOfDay)),
            Number("clv_" + horizon, values.Clv),
            Number($"clv_{horizon}_lo80", values.ClvLow),
            Number($"clv_{horizon}_hi80", values.ClvHigh),
            new NumberColumn(
                "residual_value",
                row => values.Residual is { } residual ? Shown(residual, row) : null
            ),
            Number("value_at_risk", values.AtRisk),
        ];

    private static NumberColumn Number(string name, double[] values) =>
        new(name, row => Shown(values, row));

    private static double? Shown(double[] values, int row) =>
        double.IsFinite(values[row]) ? values[row] : null;

    // a purchase comes on a day after as-of, so a part of a day counts as the whole
    private static int[] Dates(double[] days, int asOfDay) =>
        Array.ConvertAll(
            days,
            d =>
                asOfDay == SummaryColumns.NoDay || !double.IsFinite(d)
                    ? SummaryColumns.NoDay
                    : asOfDay + Math.Max(1, (int)Math.Ceiling(d))
        );
}
