using Analytics.Core.Summaries;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>What is made of some customers in a row: their ids, and what an heir keeps of their days.</summary>
/// <param name="customers">Most customers there will be.</param>
internal abstract class CustomerPiece(int customers)
{
    private const int IdPageBytes = 1 << 17;
    private readonly long[] _places = new long[customers];
    private readonly List<byte[]> _pages = [];
    private int _used = IdPageBytes;

    /// <summary>Customers so far.</summary>
    public int Customers { get; private set; }

    /// <summary>True where an amount did not fit 64 bits.</summary>
    public abstract bool IsTooWide { get; }

    /// <summary>Adds a day of the customer that <see cref="EndCustomer"/> will name.</summary>
    public abstract void Add(in CustomerDayRow row);

    /// <summary>Ends a customer; one without days is left out.</summary>
    public void EndCustomer(ReadOnlySpan<byte> id)
    {
        if (!EndDays())
        {
            return;
        }

        if (_used + id.Length > IdPageBytes)
        {
            _pages.Add(new byte[IdPageBytes]);
            _used = 0;
        }

        id.CopyTo(_pages[^1].AsSpan(_used));
        _places[Customers++] = CustomerIds.Place(_pages.Count - 1, _used, id.Length);
        _used += id.Length;
    }

    /// <summary>The ids of all pieces, and the first customer of each and the end.</summary>
    public static (CustomerIds Ids, int[] First) JoinIds(IReadOnlyList<CustomerPiece> pieces)
    {
        var first = new int[pieces.Count + 1];
        for (var p = 0; p < pieces.Count; p++)
        {
            first[p + 1] = checked(first[p] + pieces[p].Customers);
        }

        var (places, pages) = (new long[first[^1]], new List<byte[]>());
        for (var p = 0; p < pieces.Count; p++)
        {
            var move = CustomerIds.Place(pages.Count, 0, 0);
            var own = pieces[p]._places;
            for (var c = 0; c < pieces[p].Customers; c++)
            {
                places[first[p] + c] = own[c] + move;
            }

            pages.AddRange(pieces[p]._pages);
        }

        return (new CustomerIds([.. pages], places), first);
    }

    /// <summary>Ends the days of customer <see cref="Customers"/>; false where there were none.</summary>
    protected abstract bool EndDays();
}

/// <summary>Adds days to a piece.</summary>
internal readonly struct PieceHandler(CustomerPiece piece) : ICustomerDayHandler
{
    /// <inheritdoc/>
    public void Begin(int days) { }

    /// <inheritdoc/>
    public void Day(in CustomerDayRow row) => piece.Add(row);

    /// <inheritdoc/>
    public void CustomerDone(int customer) { }

    /// <inheritdoc/>
    public void End() { }
}
