namespace Analytics.Ledger.Import.Purchases;

/// <summary>Rows of one part that wait for their turn.</summary>
internal sealed unsafe class OrderedRows
{
    private byte[] _texts = [];
    private int _textBytes;

    /// <summary>The rows; the first <see cref="Count"/> are used.</summary>
    public OrderedRow[] Items { get; private set; } = new OrderedRow[1 << 12];

    /// <summary>Rows.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of ids longer than their key, and room behind them.</summary>
    public byte[] Texts => _texts;

    /// <summary>Adds a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="lastPurchaseDay">Returns behind this day are late.</param>
    public void Add(PurchaseBatch batch, int lastPurchaseDay)
    {
        if (Count + batch.Count > Items.Length)
        {
            var wider = new OrderedRow[2 * Items.Length];
            Items.AsSpan(0, Count).CopyTo(wider);
            Items = wider;
        }

        var rows = Items.AsSpan(Count, batch.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            ref var row = ref rows[i];
            row.Key = batch.Keys[i];
            row.Units = batch.Units[i];
            row.Order = batch.Orders[i];
            row.Day = batch.Days[i];
            row.Kind =
                !batch.IsReturn[i] ? OrderedKind.Purchase
                : row.Day > lastPurchaseDay ? OrderedKind.LateReturn
                : OrderedKind.Return;
            row.IdLength = (ushort)batch.Lengths[i];
            if (row.IdLength > IdKey.InlineBytes)
            {
                row.IdStart = Keep(new ReadOnlySpan<byte>(batch.Ids[i], row.IdLength));
            }
        }

        Count += batch.Count;
    }

    /// <summary>Multiplies all money; false where it leaves 64 bits.</summary>
    public bool TryScale(long factor)
    {
        var most = long.MaxValue / factor;
        foreach (ref var row in Items.AsSpan(0, Count))
        {
            if (row.Units > most)
            {
                return false;
            }

            row.Units *= factor;
        }

        return true;
    }

    /// <summary>Forgets the rows.</summary>
    public void Clear() => (Count, _textBytes) = (0, 0);

    private int Keep(ReadOnlySpan<byte> id)
    {
        if (_textBytes + id.Length > _texts.Length)
        {
            Array.Resize(ref _texts, Math.Max(1 << 16, 2 * (_textBytes + id.Length)));
        }

        id.CopyTo(_texts.AsSpan(_textBytes));
        _textBytes += id.Length;
        return _textBytes - id.Length;
    }
}
