using Analytics.Core.Summaries;

namespace Analytics.Core.Pyramid;

/// <summary>What a customer or a group did in a period.</summary>
/// <param name="Customers">Active customers: those with a purchase in the period.</param>
/// <param name="PurchaseDays">Their purchase days.</param>
/// <param name="Gross">Their purchases, minor units.</param>
/// <param name="Refunds">Returns of the whole group, positive, minor units.</param>
public readonly record struct PeriodTotals(
    int Customers,
    int PurchaseDays,
    Int128 Gross,
    Int128 Refunds
)
{
    /// <summary>Totals of every group in a period.</summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="fromDay">First day number.</param>
    /// <param name="toDay">Last day number, included.</param>
    /// <param name="groupOf">Group of each customer, 0 to <paramref name="groups"/> - 1; a negative number leaves the customer out.</param>
    /// <param name="groups">Number of groups.</param>
    public static PeriodTotals[] PerGroup(
        CustomerDays days,
        int fromDay,
        int toDay,
        ReadOnlySpan<int> groupOf,
        int groups
    )
    {
        var totals = new PeriodTotals[groups];
        for (var customer = 0; customer < days.CustomerCount; customer++)
        {
            if (groupOf[customer] < 0)
            {
                continue;
            }

            ref var group = ref totals[groupOf[customer]];
            var own = OfCustomer(days, customer, fromDay, toDay);
            group = new PeriodTotals(
                group.Customers + own.Customers,
                group.PurchaseDays + own.PurchaseDays,
                group.Gross + own.Gross,
                group.Refunds + own.Refunds
            );
        }

        return totals;
    }

    /// <summary>Totals of one customer; <see cref="Customers"/> is 1 where there was a purchase.</summary>
    public static PeriodTotals OfCustomer(CustomerDays days, int customer, int fromDay, int toDay)
    {
        var purchaseDays = 0;
        Int128 gross = 0,
            refunds = 0;
        for (var i = days.Start[customer]; i < days.Start[customer + 1]; i++)
        {
            if (days.Day[i] < fromDay || days.Day[i] > toDay)
            {
                continue;
            }

            purchaseDays += days.IsPurchase[i] ? 1 : 0;
            gross += days.Gross[i];
            refunds += days.Refunds[i];
        }

        return new PeriodTotals(Math.Min(1, purchaseDays), purchaseDays, gross, refunds);
    }
}
