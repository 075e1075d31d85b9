using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Adds date-ordered rows up per customer while they pass: memory grows with customers only. Returns later than every purchase so far wait
/// until the as-of day is known.
/// </summary>
internal readonly struct OrderedSink(OrderedPart part) : IPurchaseSink
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash) => part.Table.PrefetchSlot(hash);

    /// <inheritdoc/>
    public void Take(PurchaseBatch batch, int lastPurchaseDay) => part.Take(batch, lastPurchaseDay);

    /// <inheritdoc/>
    public void TakeWide(PurchaseBatch batch, int row, Int128 units) =>
        throw new OrderLostException();

    /// <inheritdoc/>
    public void Rescale(long factor) => part.Rescale(factor);
}
