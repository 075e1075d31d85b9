using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Reads the common rows of a block in 64 bits, one field of all of them before the next field: purchases and returns with a plain amount, a real date
/// and a customer. Every other row is left to <see cref="PurchaseParser{TSink}"/>, which gives the same result for a plain one too.
/// </summary>
/// <param name="layout">Where the roles stand; no kind or business key among them.</param>
/// <param name="orders">Codes of the orders.</param>
/// <param name="dates">Reads the dates.</param>
/// <param name="asOfDay">Later rows are not plain.</param>
/// <param name="takesReturns">False where returns are not plain.</param>
internal sealed unsafe class PlainRows(
    PurchaseLayout layout,
    OrderCodes orders,
    DateReader dates,
    int asOfDay,
    bool takesReturns
)
{
    private readonly bool[] _isPlain = new bool[RowBlock.Size];
    private readonly int[] _scales = new int[RowBlock.Size];
    private readonly int _moneySlot = layout.IsProduct ? layout.UnitPrice : layout.Amount;
    private byte[] _currency = [];

    /// <summary>Which rows of the block were read.</summary>
    public bool[] IsPlain => _isPlain;

    /// <summary>Decimals of the amounts as they stand in the batch.</summary>
    public int[] Scales => _scales;

    /// <summary>Rows of this currency, or of none, are plain from now on.</summary>
    public void KnowCurrency(ReadOnlySpan<byte> code)
    {
        if (!code.SequenceEqual(_currency))
        {
            _currency = code.ToArray();
        }
    }

    /// <summary>Reads a block: row i of it becomes row i of the batch where it is plain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(RowBlock block, PurchaseBatch batch)
    {
        ReadAmounts(block, batch);
        if (layout.Quantity >= 0)
        {
            ReadQuantities(block, batch);
        }

        ReadCustomers(block, batch);
        if (layout.Order >= 0)
        {
            ReadOrders(block, batch);
        }
        else
        {
            batch.Orders.AsSpan(0, block.Count).Clear();
        }

        ReadDays(block, batch.Days);
        if (layout.Currency >= 0)
        {
            ReadCurrencies(block);
        }

        for (var role = 0; role < DetailRoles.Count; role++)
        {
            if (layout.Details[role] is >= 0 and var slot)
            {
                ReadTexts(block, slot, batch.Details[role], batch.DetailLengths[role]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReadAmounts(RowBlock block, PurchaseBatch batch)
    {
        ref var units = ref MemoryMarshal.GetArrayDataReference(batch.Units);
        ref var isReturn = ref MemoryMarshal.GetArrayDataReference(batch.IsReturn);
        ref var scales = ref MemoryMarshal.GetArrayDataReference(_scales);
        ref var isPlain = ref MemoryMarshal.GetArrayDataReference(_isPlain);
        var fields = block.Column(_moneySlot);
        var count = block.Count;
        var mark = (byte)layout.AmountMark;
        var takesNegative = takesReturns && !layout.IsProduct;
        for (var i = 0; i < count; i++)
        {
            var isRead = AmountReader.TryPlain(
                fields.Text(i),
                fields.Length(i),
                mark,
                out var value,
                out var scale
            );
            var isNegative = value < 0;
            Unsafe.Add(ref isPlain, i) = isRead & value != 0 & (takesNegative | !isNegative);
            Unsafe.Add(ref isReturn, i) = isNegative;
            Unsafe.Add(ref units, i) = isNegative ? -value : value;
            Unsafe.Add(ref scales, i) = scale;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReadQuantities(RowBlock block, PurchaseBatch batch)
    {
        ref var units = ref MemoryMarshal.GetArrayDataReference(batch.Units);
        ref var isReturn = ref MemoryMarshal.GetArrayDataReference(batch.IsReturn);
        ref var scales = ref MemoryMarshal.GetArrayDataReference(_scales);
        ref var isPlain = ref MemoryMarshal.GetArrayDataReference(_isPlain);
        var fields = block.Column(layout.Quantity);
        var count = block.Count;
        var mark = (byte)layout.QuantityMark;
        var isProduct = layout.IsProduct;
        for (var i = 0; i < count; i++)
        {
            var isRead = AmountReader.TryPlain(
                fields.Text(i),
                fields.Length(i),
                mark,
                out var quantity,
                out var scale
            );
            var isNegative = quantity < 0;
            ref var plain = ref Unsafe.Add(ref isPlain, i);
            plain &= isRead & (takesReturns | !isNegative);
            Unsafe.Add(ref isReturn, i) |= isNegative;
            if (isProduct)
            {
                // the product of two such numbers fits 64 bits
                ref var unit = ref Unsafe.Add(ref units, i);
                quantity = isNegative ? -quantity : quantity;
                plain &= unit <= int.MaxValue & (ulong)(quantity - 1) < int.MaxValue;
                unit *= quantity;
                Unsafe.Add(ref scales, i) += scale;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReadCustomers(RowBlock block, PurchaseBatch batch)
    {
        ref var keys = ref MemoryMarshal.GetArrayDataReference(batch.Keys);
        ref var lengths = ref MemoryMarshal.GetArrayDataReference(batch.Lengths);
        ref var isPlain = ref MemoryMarshal.GetArrayDataReference(_isPlain);
        var ids = batch.Ids;
        var fields = block.Column(layout.Customer);
        var count = block.Count;
        for (var i = 0; i < count; i++)
        {
            var id = fields.Text(i);
            var length = fields.Length(i);
            if ((uint)(length - 1) >= ushort.MaxValue || MangledId.MayBeMangled(id, length))
            {
                Unsafe.Add(ref isPlain, i) = false;
                continue;
            }

            Unsafe.Add(ref keys, i) = new IdKey(id, length);
            Unsafe.Add(ref lengths, i) = length;
            ids[i] = id;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReadOrders(RowBlock block, PurchaseBatch batch)
    {
        ref var codes = ref MemoryMarshal.GetArrayDataReference(batch.Orders);
        ref var lengths = ref MemoryMarshal.GetArrayDataReference(batch.OrderLengths);
        ref var isPlain = ref MemoryMarshal.GetArrayDataReference(_isPlain);
        var ids = batch.OrderIds;
        var fields = block.Column(layout.Order);
        var count = block.Count;
        for (var i = 0; i < count; i++)
        {
            var id = fields.Text(i);
            var length = fields.Length(i);
            if (length == 0 || MangledId.MayBeMangled(id, length))
            {
                Unsafe.Add(ref isPlain, i) = false;
                continue;
            }

            Unsafe.Add(ref codes, i) = orders.Of(new ReadOnlySpan<byte>(id, length));
            Unsafe.Add(ref lengths, i) = length;
            ids[i] = id;
        }
    }

    private void ReadCurrencies(RowBlock block)
    {
        var fields = block.Column(layout.Currency);
        for (var i = 0; i < block.Count; i++)
        {
            var code = new ReadOnlySpan<byte>(fields.Text(i), fields.Length(i));
            _isPlain[i] &= code.IsEmpty || code.SequenceEqual(_currency);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadTexts(RowBlock block, int slot, byte*[] texts, int[] lengths)
    {
        var fields = block.Column(slot);
        var count = block.Count;
        for (var i = 0; i < count; i++)
        {
            texts[i] = fields.Text(i);
            lengths[i] = fields.Length(i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReadDays(RowBlock block, int[] target)
    {
        ref var days = ref MemoryMarshal.GetArrayDataReference(target);
        ref var isPlain = ref MemoryMarshal.GetArrayDataReference(_isPlain);
        var fields = block.Column(layout.Date);
        var count = block.Count;
        var latest = Math.Min(asOfDay, SentinelDays.LastDay - 1);
        for (var i = 0; i < count; i++)
        {
            var fault = dates.Read(fields.Text(i), fields.Length(i), out var day);
            Unsafe.Add(ref days, i) = day;
            Unsafe.Add(ref isPlain, i) &=
                fault == RowFaultKind.None & day >= SentinelDays.Year1971 & day <= latest;
        }
    }
}
