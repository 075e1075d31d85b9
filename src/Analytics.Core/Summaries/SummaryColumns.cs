using Analytics.Core.Money;

namespace Analytics.Core.Summaries;

/// <summary>
/// One row per customer, ordered by the UTF-8 bytes of the id: the fold of all customer-days up to the as-of day. All columns have
/// <see cref="Count"/> entries.
/// </summary>
public sealed class SummaryColumns
{
    /// <summary>Value of <see cref="FirstDay"/> and <see cref="LastDay"/> for a customer without any purchase.</summary>
    public const int NoDay = -1;

    /// <summary>The day on which the summary looks back, as a day number.</summary>
    public required int AsOfDay { get; init; }

    /// <summary>Customer ids.</summary>
    public required CustomerIds Ids { get; init; }

    /// <summary>Day number of the first purchase, or <see cref="NoDay"/> for returns-only customers.</summary>
    public required int[] FirstDay { get; init; }

    /// <summary>Day number of the last purchase, or <see cref="NoDay"/>.</summary>
    public required int[] LastDay { get; init; }

    /// <summary>Distinct orders (purchase rows where no order id is mapped).</summary>
    public required int[] Orders { get; init; }

    /// <summary>Distinct purchase days; 0 for returns-only customers.</summary>
    public required int[] PurchaseDays { get; init; }

    /// <summary>Purchases before returns.</summary>
    public required MoneyColumn Gross { get; init; }

    /// <summary>Returns, positive.</summary>
    public required MoneyColumn Refunds { get; init; }

    /// <summary>Purchases minus returns (equal to gross under the policy <c>gross</c>).</summary>
    public required MoneyColumn Net { get; init; }

    /// <summary>Purchases on the first purchase day; the rest of <see cref="Gross"/> belongs to repeat days.</summary>
    public required MoneyColumn FirstDayGross { get; init; }

    /// <summary>Sum over repeat purchase days of ln(days since the previous purchase day); 0 without repeats.</summary>
    public required double[] SumLogGaps { get; init; }

    /// <summary>Number of customers.</summary>
    public int Count => FirstDay.Length;

    /// <summary>Decimals of the money columns.</summary>
    public int MoneyScale => Gross.Scale;

    /// <summary>True where the customer has at least one purchase and is scored.</summary>
    public bool IsScored(int row) => FirstDay[row] != NoDay;

    /// <summary>Repeat purchase days (x); 0 for returns-only customers.</summary>
    public int Frequency(int row) => Math.Max(0, PurchaseDays[row] - 1);

    /// <summary>Days from first to last purchase (t_x).</summary>
    public int RecencyDays(int row) => LastDay[row] - FirstDay[row];

    /// <summary>Days from first purchase to as-of (T).</summary>
    public int ObservedDays(int row) => AsOfDay - FirstDay[row];

    /// <summary>Days from last purchase to as-of (R of RFM).</summary>
    public int DaysSinceLast(int row) => AsOfDay - LastDay[row];

    /// <summary>Mean gross spend per repeat purchase day in currency units; 0 without repeats.</summary>
    public double MonetaryValue(int row)
    {
        var repeats = Frequency(row);
        return repeats == 0
            ? 0
            : MoneyText.ToDouble(Gross[row] - FirstDayGross[row], Gross.Scale) / repeats;
    }
}
