using System.Globalization;
using Analytics.Core.Money;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Models.Tests.Data;

/// <summary>Customer-days with a known law: buyers with own rates who leave at some time; returns now and then; products, categories and channels without meaning.</summary>
internal static class Purchases
{
    /// <summary>Day number of the first day.</summary>
    public static readonly int FirstDay = new DateOnly(2023, 1, 2).DayNumber;

    public static CustomerDays Of(int customers, int span, long seed) =>
        WithDetails(Plain(customers, span, seed), seed);

    /// <summary>The same without products, categories and channels.</summary>
    public static CustomerDays Plain(int customers, int span, long seed)
    {
        var rows =
            new List<(int Customer, int Day, bool Purchase, int Orders, long Gross, long Refund)>();
        for (var c = 0; c < customers; c++)
        {
            var chance = new Chance(seed, c);
            var gap = 5 + (60 * chance.Gamma(1.2));
            var leaves = 400 * chance.Exponential();
            var spend = 20 + (80 * chance.Uniform());
            var begins = chance.Uniform() * span * 0.6;
            for (
                var at = begins;
                at <= Math.Min(span, begins + leaves);
                at += 1 + (gap * chance.Exponential())
            )
            {
                var isReturn = at > begins && chance.Uniform() < 0.05;
                var units = (long)(100 * spend * (0.5 + chance.Uniform()));
                rows.Add(
                    (
                        c,
                        FirstDay + (int)at,
                        !isReturn,
                        isReturn ? 0 : 1,
                        isReturn ? 0 : units,
                        isReturn ? units : 0
                    )
                );
            }
        }

        return Build(customers, rows);
    }

    /// <summary>The same data without the rows of later days, and without customers that then have none.</summary>
    public static CustomerDays Until(CustomerDays days, int lastDay)
    {
        var rows = new List<(int, int, bool, int, long, long)>();
        var ids = new List<string>();
        for (var c = 0; c < days.CustomerCount; c++)
        {
            var before = rows.Count;
            for (var i = days.Start[c]; i < days.Start[c + 1]; i++)
            {
                if (days.Day[i] <= lastDay)
                {
                    rows.Add(
                        (
                            ids.Count,
                            days.Day[i],
                            days.IsPurchase[i],
                            days.Orders[i],
                            (long)days.Gross[i],
                            (long)days.Refunds[i]
                        )
                    );
                }
            }

            if (rows.Count > before)
            {
                ids.Add(days.Ids.Text(c));
            }
        }

        int[] kept = [.. Enumerable.Range(0, days.RowCount).Where(i => days.Day[i] <= lastDay)];
        int[] Cut(int[] column) => Array.ConvertAll(kept, i => column[i]);
        var details = days.Details;
        return With(
            Build(ids.Count, rows, ids),
            new DayDetails
            {
                Products = new(Cut(details.Products!.Distinct), Cut(details.Products!.New)),
                Categories = new(Cut(details.Categories!.Distinct), Cut(details.Categories!.New)),
                Channels = new(details.Channels!.Names, Cut(details.Channels!.Main)),
            }
        );
    }

    private static CustomerDays WithDetails(CustomerDays days, long seed)
    {
        var chance = new Chance(seed, -1);
        int Below(int n) => (int)(chance.Uniform() * n);
        DayBreadth Breadth(int most)
        {
            var distinct = Array.ConvertAll(days.IsPurchase, bought => bought ? Below(most) : 0);
            return new(distinct, Array.ConvertAll(distinct, n => Below(n + 1)));
        }

        return With(
            days,
            new DayDetails
            {
                Products = Breadth(6),
                Categories = Breadth(3),
                Channels = new(
                    ["shop", "web"],
                    Array.ConvertAll(days.IsPurchase, bought => bought ? Below(3) - 1 : -1)
                ),
            }
        );
    }

    private static CustomerDays With(CustomerDays days, DayDetails details) =>
        new()
        {
            Ids = days.Ids,
            Start = days.Start,
            Day = days.Day,
            IsPurchase = days.IsPurchase,
            Orders = days.Orders,
            Gross = days.Gross,
            Refunds = days.Refunds,
            Details = details,
        };

    private static CustomerDays Build(
        int customers,
        List<(int Customer, int Day, bool Purchase, int Orders, long Gross, long Refund)> rows,
        List<string>? ids = null
    )
    {
        var merged = rows.GroupBy(r => (r.Customer, r.Day))
            .OrderBy(g => g.Key)
            .Select(g =>
                (
                    g.Key,
                    Purchase: g.Any(r => r.Purchase),
                    Orders: g.Sum(r => r.Orders),
                    Gross: g.Sum(r => r.Gross),
                    Refund: g.Sum(r => r.Refund)
                )
            )
            .ToList();
        var start = new int[customers + 1];
        foreach (var row in merged)
        {
            start[row.Key.Customer + 1]++;
        }

        for (var c = 0; c < customers; c++)
        {
            start[c + 1] += start[c];
        }

        return new CustomerDays
        {
            Ids = CustomerIds.FromTexts(
                ids
                    ??
                    [
                        .. Enumerable
                            .Range(0, customers)
                            .Select(c => c.ToString("00000", CultureInfo.InvariantCulture)),
                    ]
            ),
            Start = start,
            Day = [.. merged.Select(r => r.Key.Day)],
            IsPurchase = [.. merged.Select(r => r.Purchase)],
            Orders = [.. merged.Select(r => r.Orders)],
            Gross = new MoneyColumn([.. merged.Select(r => r.Gross)], 2),
            Refunds = new MoneyColumn([.. merged.Select(r => r.Refund)], 2),
        };
    }
}
