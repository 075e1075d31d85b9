namespace Analytics.Ledger.Import.Purchases;

/// <summary>Keeps the days of the customers of a page.</summary>
internal struct DaysHandler(PageDays page, int pageNumber, DayPlaces places) : ICustomerDayHandler
{
    private int _start;

    /// <inheritdoc/>
    public void Day(in CustomerDayRow row) => page.Rows.Add(row);

    /// <inheritdoc/>
    public void CustomerDone(int customer)
    {
        places.Page[customer] = pageNumber;
        places.Start[customer] = _start;
        places.Count[customer] = page.Rows.Count - _start;
        _start = page.Rows.Count;
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
    public List<CustomerDayRow> Rows { get; } = [];
}
