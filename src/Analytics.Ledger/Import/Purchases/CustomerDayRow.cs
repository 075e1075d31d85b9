using System.Runtime.CompilerServices;

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

/// <summary>Takes the tuples of one customer after another.</summary>
internal interface ICustomerTuplesHandler
{
    /// <summary>A page begins; it holds at most <paramref name="tuples"/> tuples.</summary>
    void Begin(int tuples);

    /// <summary>All tuples of a customer, mostly in the order of days; their own numbers of the customer mean nothing here.</summary>
    void Customer(int customer, Span<PurchaseTuple> tuples);

    /// <summary>The page is complete.</summary>
    void End();
}

/// <summary>Folds the tuples of each customer to days.</summary>
/// <param name="handler">Takes the days.</param>
/// <param name="fold">Knows the amounts that do not fit a tuple.</param>
/// <param name="hasOrders">True where tuples carry order codes.</param>
internal struct DayFold<T>(T handler, AnyOrderFold fold, bool hasOrders) : ICustomerTuplesHandler
    where T : struct, ICustomerDayHandler
{
    private T _handler = handler;

    /// <inheritdoc/>
    public void Begin(int tuples) => _handler.Begin(tuples);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Customer(int customer, Span<PurchaseTuple> tuples)
    {
        CustomerFold.Fold(tuples, hasOrders, fold.WideOf(customer), ref _handler);
        _handler.CustomerDone(customer);
    }

    /// <inheritdoc/>
    public void End() => _handler.End();
}
