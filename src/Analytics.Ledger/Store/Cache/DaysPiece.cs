using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>The customer-days of some customers in a row.</summary>
/// <param name="customers">Most customers there will be.</param>
/// <param name="rows">About how many days there will be.</param>
internal sealed class DaysPiece(int customers, int rows) : CustomerPiece(customers)
{
    private readonly int[] _ends = new int[customers];
    private PackedDay[] _days = new PackedDay[Math.Max(16, rows)];
    private bool _isTooWide;

    /// <summary>Customer-days.</summary>
    public int Rows { get; private set; }

    /// <inheritdoc/>
    public override bool IsTooWide => _isTooWide;

    /// <inheritdoc/>
    public override void Add(in CustomerDayRow row)
    {
        _isTooWide |= row.Gross > long.MaxValue || row.Refunds > long.MaxValue;
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

    /// <summary>Puts the piece into its place among the others.</summary>
    public void CopyTo(DayColumns columns, int firstCustomer, int firstRow)
    {
        for (var c = 0; c < Customers; c++)
        {
            columns.Start[firstCustomer + c + 1] = firstRow + _ends[c];
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

    /// <inheritdoc/>
    protected override bool EndDays()
    {
        var isAny = Rows > (Customers == 0 ? 0 : _ends[Customers - 1]);
        if (isAny)
        {
            _ends[Customers] = Rows;
        }

        return isAny;
    }
}

/// <summary>Columns of customer-days while they are filled.</summary>
internal sealed class DayColumns(int customers, int rows)
{
    /// <summary>First row of each customer, and the end.</summary>
    public readonly int[] Start = new int[customers + 1];

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
