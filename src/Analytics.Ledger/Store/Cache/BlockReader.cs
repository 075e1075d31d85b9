using System.Runtime.CompilerServices;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>The customers of a block one after another: id, sums, and where the tuples lie.</summary>
/// <param name="head">The head of the block.</param>
/// <param name="customers">Customers in it.</param>
internal ref struct BlockReader(ReadOnlySpan<byte> head, int customers)
{
    private readonly ReadOnlySpan<byte> _head = head;
    private int _at;
    private int _left = customers;
    private int _end;
    private ulong _lastOrder;

    /// <summary>The id of the customer.</summary>
    public ReadOnlySpan<byte> Id;

    /// <summary>Its sums over all days.</summary>
    public SummaryState Sums;

    /// <summary>False where an amount does not fit 64 bits, so that there are no sums.</summary>
    public bool HasSums;

    /// <summary>Where its tuples begin.</summary>
    public int Tuples;

    /// <summary>
    /// True where tuples only go on from the sums: every purchase on a later day than all before, with an order that is surely another one.
    /// </summary>
    /// <param name="tuples">Tuples of the customer that came since.</param>
    /// <param name="hasOrders">True where tuples carry order codes.</param>
    public readonly bool IsContinuedBy(ReadOnlySpan<PurchaseTuple> tuples, bool hasOrders)
    {
        if (!HasSums)
        {
            return false;
        }

        foreach (ref readonly var tuple in tuples)
        {
            if (
                !tuple.IsReturn
                && Sums.HasPurchase
                && (tuple.Day <= Sums.LastDay || (hasOrders && tuple.Order <= _lastOrder))
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Goes to the next customer; false behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next()
    {
        if (_left == 0)
        {
            return false;
        }

        _left--;
        var length = (int)TupleCode.Get(_head, ref _at);
        Id = _head.Slice(_at, length);
        _at += length;
        HasSums = SumsCode.Read(_head, ref _at, ref Sums, ref _lastOrder);
        Tuples = _end;
        _end += (int)TupleCode.Get(_head, ref _at);
        return true;
    }
}
