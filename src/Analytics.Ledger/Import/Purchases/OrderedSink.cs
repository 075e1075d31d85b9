using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Keeps date-ordered rows until their part is in turn.</summary>
internal readonly struct OrderedSink(OrderedPart part) : IPurchaseSink
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash) { }

    /// <inheritdoc/>
    public void Take(PurchaseBatch batch, int lastPurchaseDay) => part.Take(batch, lastPurchaseDay);

    /// <inheritdoc/>
    public void TakeWide(PurchaseBatch batch, int row, Int128 units) =>
        throw new OrderLostException();

    /// <inheritdoc/>
    public void Rescale(long factor) => part.Rescale(factor);
}
