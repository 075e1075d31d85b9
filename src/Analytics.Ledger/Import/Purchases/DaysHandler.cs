using System.Buffers;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Keeps the days of the customers of a page.</summary>
internal struct DaysHandler(PageDays page, int pageNumber, DayPlaces places) : ICustomerDayHandler
{
    private PackedDay[] _rows = [];
    private int _count;
    private int _start;

    /// <inheritdoc/>
    public void Begin(int days) => _rows = ArrayPool<PackedDay>.Shared.Rent(days);

    /// <inheritdoc/>
    public void Day(in CustomerDayRow row)
    {
        if (row.Gross > long.MaxValue || row.Refunds > long.MaxValue)
        {
            page.Wide[_count] = (row.Gross, row.Refunds);
        }

        _rows[_count++] = new PackedDay
        {
            Day = row.Day,
            OrdersAndPurchase = checked(2 * row.Orders) | (row.IsPurchase ? 1 : 0),
            Gross = unchecked((long)row.Gross),
            Refunds = unchecked((long)row.Refunds),
        };
    }

    /// <inheritdoc/>
    public void CustomerDone(int customer)
    {
        places.Page[customer] = pageNumber;
        places.Start[customer] = _start;
        places.Count[customer] = _count - _start;
        _start = _count;
    }

    /// <inheritdoc/>
    public void End()
    {
        page.Rows = _rows.AsSpan(0, _count).ToArray();
        ArrayPool<PackedDay>.Shared.Return(_rows);
        _rows = [];
    }
}

/// <summary>Where the days of each customer lie.</summary>
internal sealed class DayPlaces(int customers)
{
    /// <summary>Page per customer.</summary>
    public int[] Page { get; } = new int[customers];

    /// <summary>First row in the page.</summary>
    public int[] Start { get; } = new int[customers];

    /// <summary>Rows; 0 = the customer has none.</summary>
    public int[] Count { get; } = new int[customers];
}

/// <summary>The customer-days of one page, customers in the order of the fold.</summary>
internal sealed class PageDays
{
    /// <summary>The days.</summary>
    public PackedDay[] Rows { get; set; } = [];

    /// <summary>The money of the rows for which 64 bits are too few.</summary>
    public Dictionary<int, (Int128 Gross, Int128 Refunds)> Wide { get; } = [];
}

/// <summary>A customer-day in 24 bytes.</summary>
internal struct PackedDay
{
    /// <summary>Day number.</summary>
    public int Day;

    /// <summary>Twice the orders that begin on this day, plus one with at least one purchase.</summary>
    public int OrdersAndPurchase;

    /// <summary>Purchases, units; the lower half where <see cref="PageDays.Wide"/> has the row.</summary>
    public long Gross;

    /// <summary>Returns, positive units; the lower half where <see cref="PageDays.Wide"/> has the row.</summary>
    public long Refunds;
}
