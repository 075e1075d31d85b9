namespace Analytics.Ledger.Import.Purchases;

/// <summary>Tells the first occurrence of each order among a customer's tuples.</summary>
/// <param name="count">Number of tuples.</param>
internal ref struct DistinctOrders(int count)
{
    private const int LinearUpTo = 40;
    private readonly HashSet<ulong>? _seen = count > LinearUpTo ? new HashSet<ulong>(count) : null;
    private ulong _largest;
    private bool _any;

    /// <summary>True where no purchase before this one has its order; to be asked of all purchases in turn.</summary>
    /// <param name="tuples">The customer's tuples.</param>
    /// <param name="at">The purchase.</param>
    public bool IsNew(ReadOnlySpan<PurchaseTuple> tuples, int at)
    {
        var order = tuples[at].Order;
        if (_seen is not null)
        {
            return _seen.Add(order);
        }

        // numbered orders grow with time: then nothing needs to be searched
        if (!_any || order > _largest)
        {
            (_any, _largest) = (true, order);
            return true;
        }

        for (var i = at - 1; i >= 0; i--)
        {
            if (tuples[i].Order == order && !tuples[i].IsReturn)
            {
                return false;
            }
        }

        return true;
    }
}
