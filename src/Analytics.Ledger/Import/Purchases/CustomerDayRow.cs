namespace Analytics.Ledger.Import.Purchases;

/// <summary>One customer-day as the fold hands it over.</summary>
/// <param name="Day">Day number.</param>
/// <param name="IsPurchase">At least one purchase.</param>
/// <param name="Orders">Orders that begin on this day.</param>
/// <param name="Gross">Purchases, units.</param>
/// <param name="Refunds">Returns, positive units.</param>
internal readonly record struct CustomerDayRow(
    int Day,
    bool IsPurchase,
    int Orders,
    Int128 Gross,
    Int128 Refunds
);

/// <summary>Takes the days of one customer after another, ascending by day.</summary>
internal interface ICustomerDayHandler
{
    /// <summary>A page begins; it holds at most <paramref name="days"/> customer-days.</summary>
    void Begin(int days);

    /// <summary>A day of the customer.</summary>
    void Day(in CustomerDayRow row);

    /// <summary>The customer is complete.</summary>
    void CustomerDone(int customer);

    /// <summary>The page is complete.</summary>
    void End();
}
