namespace Analytics.Ledger.Import.Purchases;

/// <summary>The rows of a part, kept until the rows of all parts before are added up.</summary>
internal sealed class OrderedPart(OrderedFold fold, PartPlace place) : IPurchasePart<OrderedSink>
{
    /// <summary>Bytes of text that make a part: enough work for a turn, and the rows of it fit the cache.</summary>
    public const long TextBytes = 1 << 20;

    // packed files cannot be cut: a part of theirs is added up as it comes once it is in turn, and waits where it would grow too large
    private const int ManyRows = 1 << 15;
    private const int MostRows = 1 << 20;
    private readonly OrderedRows _rows = fold.RentRows();
    private int _scale;

    /// <inheritdoc/>
    public OrderedSink Sink => new(this);

    /// <summary>Adds a batch.</summary>
    /// <exception cref="OrderLostException">A row is out of order.</exception>
    public void Take(PurchaseBatch batch, int lastPurchaseDay)
    {
        _rows.Add(batch, lastPurchaseDay);
        if (
            place.IsCertain
            && _rows.Count >= ManyRows
            && (_rows.Count >= MostRows || place.Turns.IsTurnOf(place.Number))
        )
        {
            place.Turns.Await(place.Number);
            fold.Add(_rows, _scale);
        }
    }

    /// <inheritdoc/>
    public void Rescale(long factor)
    {
        for (var rest = factor; rest > 1; rest /= 10)
        {
            _scale++;
        }

        if (factor > 1 && !_rows.TryScale(factor))
        {
            throw new OrderLostException();
        }
    }

    /// <inheritdoc/>
    public void End() { }

    /// <inheritdoc/>
    public void Settle()
    {
        fold.Add(_rows, _scale);
        fold.ReturnRows(_rows);
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
