using System.Text;
using Analytics.Core.Money;
using Analytics.Core.Summaries;

namespace Analytics.Core.Tests.Data;

/// <summary>Builds customer-days from single rows in any order, the slow and obvious way.</summary>
internal sealed class DaysBuilder(int scale = 2)
{
    private readonly List<(string Id, int Day, string? Order, Int128 Units, bool IsReturn)> _rows =
    [];

    /// <summary>A purchase; without an order id the row is an order of its own.</summary>
    public DaysBuilder Buy(string id, int day, Int128 units, string? order = null)
    {
        _rows.Add((id, day, order, units, false));
        return this;
    }

    /// <summary>A return of a positive amount.</summary>
    public DaysBuilder Return(string id, int day, Int128 units)
    {
        _rows.Add((id, day, null, units, true));
        return this;
    }

    public CustomerDays Build()
    {
        var customers = _rows
            .GroupBy(r => r.Id, StringComparer.Ordinal)
            .OrderBy(g => Encoding.UTF8.GetBytes(g.Key), Comparer<byte[]>.Create(Compare))
            .ToList();
        var start = new List<int> { 0 };
        List<int> days = [],
            orders = [];
        List<bool> purchases = [];
        List<Int128> gross = [],
            refunds = [];
        foreach (var customer in customers)
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (var day in customer.GroupBy(r => r.Day).OrderBy(g => g.Key))
            {
                var bought = day.Where(r => !r.IsReturn).ToList();
                days.Add(day.Key);
                purchases.Add(bought.Count > 0);
                orders.Add(bought.Count(r => r.Order is null || seen.Add(r.Order)));
                gross.Add(Sum(bought.Select(r => r.Units)));
                refunds.Add(Sum(day.Where(r => r.IsReturn).Select(r => r.Units)));
            }

            start.Add(days.Count);
        }

        return new CustomerDays
        {
            Ids = CustomerIds.FromTexts([.. customers.Select(g => g.Key)]),
            Start = [.. start],
            Day = [.. days],
            IsPurchase = [.. purchases],
            Orders = [.. orders],
            Gross = MoneyColumn.Fitting([.. gross], scale),
            Refunds = MoneyColumn.Fitting([.. refunds], scale),
        };
    }

    private static Int128 Sum(IEnumerable<Int128> units) =>
        units.Aggregate((Int128)0, (sum, value) => sum + value);

    private static int Compare(byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b);
}
