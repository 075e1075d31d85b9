using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Keeps rows in any order as tuples.</summary>
internal readonly struct AnyOrderSink(AnyOrderPart part) : IPurchaseSink
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash) => part.Table.PrefetchSlot(hash);

    /// <inheritdoc/>
    public void Take(PurchaseBatch batch, int lastPurchaseDay) => part.Take(batch);

    /// <inheritdoc/>
    public void TakeWide(PurchaseBatch batch, int row, Int128 units) =>
        part.TakeWide(batch, row, units);

    /// <inheritdoc/>
    public void Rescale(long factor) => part.Rescale(factor);
}
