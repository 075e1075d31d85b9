using System.Collections.Concurrent;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>
/// Customers on their way into a block: a head with id, sums and length of the tuples of each, and the tuples behind it, so that a reading that
/// brings nothing new for a customer needs the head only.
/// </summary>
/// <param name="writer">Takes the blocks.</param>
/// <param name="hasOrders">True where tuples carry order codes.</param>
internal sealed class BlockBuffer(DaysFileWriter writer, bool hasOrders)
{
    /// <summary>Most customers of a block.</summary>
    public const int MostCustomers = 4096;

    private readonly SummaryState[] _sums = new SummaryState[1];
    private readonly ConcurrentDictionary<int, SummaryBuilder.WideSums> _wide = [];
    private byte[] _head = new byte[1 << 16];
    private byte[] _tuples = new byte[1 << 16];
    private byte[] _firstId = [];
    private int _headUsed;
    private int _tuplesUsed;
    private int _customers;
    private int _days;
    private int _lastDay;

    /// <summary>Adds a customer.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="tuples">All its tuples in the order of days, as <see cref="TupleCode.Join"/> leaves them.</param>
    public void Add(ReadOnlySpan<byte> id, Span<PurchaseTuple> tuples)
    {
        Room(
            ref _head,
            _headUsed,
            (2 * TupleCode.MostIntegerBytes) + id.Length + SumsCode.MostBytes
        );
        Room(ref _tuples, _tuplesUsed, TupleCode.MostBytes(tuples.Length));
        if (_customers++ == 0)
        {
            _firstId = id.ToArray();
        }

        _days += tuples.Length;
        _lastDay = Math.Max(_lastDay, tuples[^1].Day);
        var length = TupleCode.Write(tuples, hasOrders, _tuples.AsSpan(_tuplesUsed));
        _tuplesUsed += length;
        var handler = new SummaryHandler(_sums, _wide);
        CustomerFold.Fold(tuples, hasOrders, null, ref handler);
        handler.CustomerDone(0);
        TupleCode.Put(_head, ref _headUsed, (ulong)id.Length);
        id.CopyTo(_head.AsSpan(_headUsed));
        _headUsed += id.Length;
        SumsCode.Write(_sums[0], LastOrder(tuples), !_wide.IsEmpty, _head, ref _headUsed);
        TupleCode.Put(_head, ref _headUsed, (ulong)length);
        _wide.Clear();
        if (_customers == MostCustomers)
        {
            Flush();
        }
    }

    /// <summary>Hands over what is there.</summary>
    public void Flush()
    {
        if (_customers > 0)
        {
            writer.Add(
                _head.AsSpan(0, _headUsed),
                _tuples.AsSpan(0, _tuplesUsed),
                _customers,
                _days,
                _lastDay,
                _firstId
            );
        }

        (_headUsed, _tuplesUsed, _customers, _days, _lastDay) = (0, 0, 0, 0, 0);
    }

    private ulong LastOrder(ReadOnlySpan<PurchaseTuple> tuples)
    {
        ulong last = 0;
        foreach (ref readonly var tuple in tuples)
        {
            last = hasOrders && !tuple.IsReturn ? Math.Max(last, tuple.Order) : last;
        }

        return last;
    }

    private static void Room(ref byte[] bytes, int used, int most)
    {
        if (bytes.Length - used < most)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + most));
        }
    }
}
