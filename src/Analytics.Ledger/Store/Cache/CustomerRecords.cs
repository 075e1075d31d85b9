using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>Rows as they were read, one record of tuples a customer, customers ordered by the bytes of their ids.</summary>
internal sealed class CustomerRecords
{
    private readonly CustomerTable<int> _table;
    private readonly DayPlaces _places;
    private readonly byte[][] _pages = new byte[TuplePages.Count][];
    private readonly int[] _order;

    /// <summary>Makes the records; the rows of the parts are used up.</summary>
    /// <param name="parts">The parts; the first one's table takes all customers and has to stay.</param>
    /// <param name="hasOrders">True where rows carry order codes.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancel">Stops the work.</param>
    public CustomerRecords(
        IReadOnlyList<AnyOrderPart> parts,
        bool hasOrders,
        int threads,
        CancellationToken cancel
    )
    {
        _table = parts[0].Table;
        var fold = new AnyOrderFold(parts, PurchaseFold.JoinTables(parts, threads), int.MaxValue);
        _places = new DayPlaces(_table.Count);
        Parallel.For(
            0,
            TuplePages.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            page =>
            {
                var handler = new Recorder(page, _places, _pages, hasOrders);
                fold.FoldPage(page, ref handler);
            }
        );
        foreach (var part in parts)
        {
            part.DropRows();
        }

        _order = IdOrder.Sort(Enumerable.Range(0, _table.Count).ToArray(), _table.Id, threads);
    }

    /// <summary>Number of customers.</summary>
    public int Count => _order.Length;

    /// <summary>Bytes of all records.</summary>
    public long Bytes => _pages.Sum(p => (long)p.Length);

    /// <summary>The id of a customer.</summary>
    public ReadOnlySpan<byte> Id(int row) => _table.Id(_order[row]);

    /// <summary>The tuples of a customer as <see cref="TupleCode"/> writes them.</summary>
    public ReadOnlySpan<byte> Record(int row)
    {
        var customer = _order[row];
        return _pages[_places.Page[customer]]
            .AsSpan(_places.Start[customer], _places.Count[customer]);
    }

    /// <summary>The first customer whose id is not below the one given.</summary>
    public int FirstFrom(ReadOnlySpan<byte> id)
    {
        var (from, end) = (0, Count);
        while (from < end)
        {
            var middle = from + ((end - from) / 2);
            if (Id(middle).SequenceCompareTo(id) < 0)
            {
                from = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        return from;
    }

    private struct Recorder(int page, DayPlaces places, byte[][] pages, bool hasOrders)
        : ICustomerTuplesHandler
    {
        private byte[] _bytes = [];
        private int _used;

        public void Begin(int tuples) => _bytes = new byte[tuples * 12];

        public void Customer(int customer, Span<PurchaseTuple> tuples)
        {
            CustomerFold.SortByDay(tuples);
            tuples = tuples[..TupleCode.Join(tuples, hasOrders)];
            var most = TupleCode.MostBytes(tuples.Length);
            if (_bytes.Length - _used < most)
            {
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + most));
            }

            var length = TupleCode.Write(tuples, hasOrders, _bytes.AsSpan(_used));
            places.Page[customer] = page;
            places.Start[customer] = _used;
            places.Count[customer] = length;
            _used += length;
        }

        public void End() => pages[page] = _bytes.AsSpan(0, _used).ToArray();
    }
}
