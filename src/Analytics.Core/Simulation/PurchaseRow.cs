namespace Analytics.Core.Simulation;

/// <summary>One row of the export.</summary>
/// <param name="Order">Number of the order, 0-based, in date order.</param>
/// <param name="IsReturn">True where the row takes a line back: the order id begins with C, the quantity is negative.</param>
/// <param name="Customer">Number of the customer, 0-based.</param>
/// <param name="Day">Days since the first day.</param>
/// <param name="Product">Number of the product.</param>
/// <param name="Channel">Number of the channel.</param>
/// <param name="Quantity">Pieces; negative in a return.</param>
/// <param name="PriceCents">Price of a piece in cents, positive.</param>
internal readonly record struct PurchaseRow(
    long Order,
    bool IsReturn,
    int Customer,
    int Day,
    int Product,
    int Channel,
    int Quantity,
    long PriceCents
)
{
    /// <summary>Quantity times price.</summary>
    public long AmountCents => Quantity * PriceCents;
}
