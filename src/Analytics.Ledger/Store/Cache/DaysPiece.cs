using Analytics.Core.Summaries;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>The customer-days of some customers in a row.</summary>
/// <param name="rows">About how many days there will be.</param>
internal sealed class DaysPiece(int rows)
{
    private const int IdPageBytes = 1 << 17;
    private PackedDay[] _days = new PackedDay[Math.Max(16, rows)];
    private long[] _places = new long[256];
    private int[] _starts = new int[256];
    private int _idUsed = IdPageBytes;

    /// <summary>The bytes of the ids.</summary>
    public List<byte[]> IdPages { get; } = [];

    /// <summary>Customers.</summary>
    public int Customers { get; private set; }

    /// <summary>Customer-days.</summary>
    public int Rows { get; private set; }

    /// <summary>True where an amount did not fit 64 bits.</summary>
    public bool IsTooWide { get; private set; }

    /// <summary>Adds a day of the customer that <see cref="EndCustomer"/> will name.</summary>
    public void Add(in CustomerDayRow row)
    {
        IsTooWide |= row.Gross > long.MaxValue || row.Refunds > long.MaxValue;
        if (Rows == _days.Length)
        {
            Array.Resize(ref _days, Rows * 2);
        }

        _days[Rows++] = new PackedDay
        {
            Day = row.Day,
            OrdersAndPurchase = checked(2 * row.Orders) | (row.IsPurchase ? 1 : 0),
            Gross = unchecked((long)row.Gross),
            Refunds = unchecked((long)row.Refunds),
        };
    }

    /// <summary>Ends a customer; one without days is left out.</summary>
    public void EndCustomer(ReadOnlySpan<byte> id)
    {
        var start = Customers == 0 ? 0 : _starts[Customers];
        if (Rows == start)
        {
            return;
        }

        if (Customers + 1 == _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
            Array.Resize(ref _places, _starts.Length);
        }

        if (_idUsed + id.Length > IdPageBytes)
        {
            IdPages.Add(new byte[IdPageBytes]);
            _idUsed = 0;
        }

        id.CopyTo(IdPages[^1].AsSpan(_idUsed));
        _places[Customers] = CustomerIds.Place(IdPages.Count - 1, _idUsed, id.Length);
        _idUsed += id.Length;
        _starts[++Customers] = Rows;
    }

    /// <summary>Puts the piece into its place among the others.</summary>
    public void CopyTo(DayColumns columns, int firstCustomer, int firstRow, int firstPage)
    {
        for (var c = 0; c < Customers; c++)
        {
            columns.Start[firstCustomer + c] = firstRow + _starts[c];
            columns.Places[firstCustomer + c] = _places[c] + CustomerIds.Place(firstPage, 0, 0);
        }

        for (var row = 0; row < Rows; row++)
        {
            ref readonly var day = ref _days[row];
            var at = firstRow + row;
            columns.Day[at] = day.Day;
            columns.Orders[at] = day.OrdersAndPurchase >> 1;
            columns.IsPurchase[at] = (day.OrdersAndPurchase & 1) != 0;
            columns.Gross[at] = day.Gross;
            columns.Refunds[at] = day.Refunds;
        }

        _days = [];
    }
}

/// <summary>Adds days to a piece.</summary>
internal readonly struct PieceHandler(DaysPiece piece) : ICustomerDayHandler
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

/// <summary>Columns of customer-days while they are filled.</summary>
internal sealed class DayColumns(int customers, int rows)
{
    /// <summary>First row of each customer, and the end.</summary>
    public readonly int[] Start = new int[customers + 1];

    /// <summary>Place of each id.</summary>
    public readonly long[] Places = new long[customers];

    /// <summary>Day numbers.</summary>
    public readonly int[] Day = new int[rows];

    /// <summary>Orders that begin on the day.</summary>
    public readonly int[] Orders = new int[rows];

    /// <summary>True with a purchase.</summary>
    public readonly bool[] IsPurchase = new bool[rows];

    /// <summary>Purchases.</summary>
    public readonly long[] Gross = new long[rows];

    /// <summary>Returns.</summary>
    public readonly long[] Refunds = new long[rows];
}
