namespace Analytics.Ledger.Import;

/// <summary>The order in which a date column writes year, month and day.</summary>
public enum DateOrder
{
    /// <summary>Year first: 2011-12-09, 2011/12/9, 2011.12.09, 2011年12月9日.</summary>
    Ymd,

    /// <summary>Eight digits: 20111209.</summary>
    Compact,

    /// <summary>Day first: 9/12/2011.</summary>
    Dmy,

    /// <summary>Month first: 12/9/2011.</summary>
    Mdy,

    /// <summary>The month in English letters: 9 Dec 2011, 09-DEC-11, Dec 9, 2011.</summary>
    MonthName,

    /// <summary>A pattern given by the user.</summary>
    Pattern,
}

/// <summary>How the dates of one column are written.</summary>
/// <param name="Order">Order of the parts.</param>
/// <param name="Text">The .NET pattern where <paramref name="Order"/> is <see cref="DateOrder.Pattern"/>.</param>
public readonly record struct DateFormat(DateOrder Order, string? Text = null)
{
    /// <summary>The text that <c>--date-format</c> understands.</summary>
    public override string ToString() =>
        Order switch
        {
            DateOrder.Ymd => "ymd",
            DateOrder.Compact => "yyyymmdd",
            DateOrder.Dmy => "dmy",
            DateOrder.Mdy => "mdy",
            DateOrder.MonthName => "month-name",
            _ => Text ?? "",
        };
}
