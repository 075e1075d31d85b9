using System.Globalization;
using Analytics.Core.Summaries;
using CsCheck;

namespace Analytics.Core.Tests.Data;

/// <summary>Random small ledgers for laws: few customers, few days, few amounts, so that ties and edges happen.</summary>
internal static class Generated
{
    /// <summary>First day of every generated ledger, 2024-01-01.</summary>
    public static readonly int FirstDay = new DateOnly(2024, 1, 1).DayNumber;

    /// <summary>Length of the generated span in days.</summary>
    public const int Span = 500;

    private static readonly Gen<(int Customer, int Day, int Units, bool IsReturn)> Row = Gen.Select(
        Gen.Int[0, 24],
        Gen.Int[0, Span],
        Gen.OneOf(Gen.Int[0, 5].Select(n => n * 100), Gen.Int[0, 99_999]),
        Gen.Int[0, 9].Select(n => n == 0)
    );

    /// <summary>Ledgers of 1 to 120 rows over at most 25 customers.</summary>
    public static readonly Gen<CustomerDays> Days = Row.Array[1, 120].Select(Build);

    /// <summary>Ledgers in which at least one customer has bought something by the end.</summary>
    public static readonly Gen<CustomerDays> DaysWithPurchases = Days.Where(d =>
        d.IsPurchase.Contains(true)
    );

    /// <summary>The last possible day.</summary>
    public static int AsOf => FirstDay + Span;

    private static CustomerDays Build((int Customer, int Day, int Units, bool IsReturn)[] rows)
    {
        var builder = new DaysBuilder();
        foreach (var (customer, day, units, isReturn) in rows)
        {
            var id = "c" + customer.ToString(CultureInfo.InvariantCulture);
            _ = isReturn
                ? builder.Return(id, FirstDay + day, units)
                : builder.Buy(id, FirstDay + day, units);
        }

        return builder.Build();
    }
}
