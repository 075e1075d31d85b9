using Analytics.Core.Money;

namespace Analytics.Core.Summaries;

/// <summary>
/// The one shape between the ledger and everything else: what each customer did on each day. Customers are ordered by the
/// UTF-8 bytes of their id; the days of customer <c>i</c> are the rows <c>Start[i] .. Start[i + 1] - 1</c>, ascending.
/// </summary>
public sealed class CustomerDays
{
    /// <summary>Customer ids, ascending by bytes.</summary>
    public required CustomerIds Ids { get; init; }

    /// <summary>First row of each customer; <c>Ids.Count + 1</c> entries.</summary>
    public required int[] Start { get; init; }

    /// <summary>Day number (days since 0001-01-01, as <see cref="DateOnly.DayNumber"/>) of each row.</summary>
    public required int[] Day { get; init; }

    /// <summary>True where at least one purchase was made that day (a day with returns only is not a purchase day).</summary>
    public required bool[] IsPurchase { get; init; }

    /// <summary>
    /// Orders counted on the row: distinct order ids of the customer whose first purchase row falls on that day, so that the sum over
    /// days is the number of distinct orders. Without order ids, the number of purchase rows.
    /// </summary>
    public required int[] Orders { get; init; }

    /// <summary>Purchases of the day, minor units, never negative.</summary>
    public required MoneyColumn Gross { get; init; }

    /// <summary>Returns of the day as a positive amount, minor units.</summary>
    public required MoneyColumn Refunds { get; init; }

    /// <summary>What was bought and where, as far as it was read.</summary>
    public DayDetails Details { get; init; } = new();

    /// <summary>Number of customers.</summary>
    public int CustomerCount => Ids.Count;

    /// <summary>Number of customer-days.</summary>
    public int RowCount => Day.Length;

    /// <summary>Decimals of the money columns.</summary>
    public int MoneyScale => Gross.Scale;
}
