namespace Analytics.Core.Pyramid;

/// <summary>
/// Why the net amount changed between two periods: the gross amount as active customers x purchase days per customer x amount per
/// purchase day, split by the additive log-mean Divisia index (Ang and Liu 2007: effect of a factor = L(G1, G0) ln(factor1 / factor0), L
/// the logarithmic mean), with entries, exits and returns as terms of their own. All in minor units; the terms add up to the change exactly.
/// </summary>
/// <param name="Before">Net amount of the earlier period.</param>
/// <param name="After">Net amount of the later period.</param>
/// <param name="ActiveCustomers">Effect of the number of active customers.</param>
/// <param name="Frequency">Effect of purchase days per active customer.</param>
/// <param name="Basket">Effect of the amount per purchase day.</param>
/// <param name="Entries">Gross of groups without gross before.</param>
/// <param name="Exits">Gross lost with groups without gross after; not positive.</param>
/// <param name="Returns">Earlier refunds minus later refunds.</param>
public sealed record ValueChange(
    Int128 Before,
    Int128 After,
    Int128 ActiveCustomers,
    Int128 Frequency,
    Int128 Basket,
    Int128 Entries,
    Int128 Exits,
    Int128 Returns
)
{
    /// <summary>The sum of all terms: After - Before.</summary>
    public Int128 Total => ActiveCustomers + Frequency + Basket + Entries + Exits + Returns;

    /// <summary>
    /// The change of one customer or group. Each effect is rounded to the minor unit, halves to even; what rounding leaves over goes to
    /// the largest effect (the first of equally large ones).
    /// </summary>
    public static ValueChange Between(PeriodTotals before, PeriodTotals after)
    {
        var change = new ValueChange(
            before.Gross - before.Refunds,
            after.Gross - after.Refunds,
            0,
            0,
            0,
            0,
            0,
            before.Refunds - after.Refunds
        );
        if (before.Gross == 0 || after.Gross == 0)
        {
            // a factor of nothing has no logarithm: the group came or went
            return change with
            {
                Entries = before.Gross == 0 ? after.Gross : 0,
                Exits = after.Gross == 0 ? -before.Gross : 0,
            };
        }

        var grew = double.LogP1((double)(after.Gross - before.Gross) / (double)before.Gross);
        var mean = grew == 0 ? (double)before.Gross : (double)(after.Gross - before.Gross) / grew;
        var customers = Math.Log((double)after.Customers / before.Customers);
        var purchaseDays = Math.Log((double)after.PurchaseDays / before.PurchaseDays);
        Int128[] effects =
        [
            (Int128)Math.Round(mean * customers),
            (Int128)Math.Round(mean * (purchaseDays - customers)),
            (Int128)Math.Round(mean * (grew - purchaseDays)),
        ];
        var largest = Array.IndexOf(effects, effects.MaxBy(Int128.Abs));
        effects[largest] += after.Gross - before.Gross - effects[0] - effects[1] - effects[2];
        return change with
        {
            ActiveCustomers = effects[0],
            Frequency = effects[1],
            Basket = effects[2],
        };
    }

    /// <summary>
    /// The change of a whole made of groups: the sums of the groups' terms, so that a finer grouping shows more entries and exits. With
    /// one customer per group, entries and exits are those of customers.
    /// </summary>
    /// <param name="before">Totals per group, earlier.</param>
    /// <param name="after">Totals of the same groups, later.</param>
    public static ValueChange Between(
        ReadOnlySpan<PeriodTotals> before,
        ReadOnlySpan<PeriodTotals> after
    )
    {
        var sum = new ValueChange(0, 0, 0, 0, 0, 0, 0, 0);
        for (var group = 0; group < before.Length; group++)
        {
            var one = Between(before[group], after[group]);
            sum = new ValueChange(
                sum.Before + one.Before,
                sum.After + one.After,
                sum.ActiveCustomers + one.ActiveCustomers,
                sum.Frequency + one.Frequency,
                sum.Basket + one.Basket,
                sum.Entries + one.Entries,
                sum.Exits + one.Exits,
                sum.Returns + one.Returns
            );
        }

        return sum;
    }
}
