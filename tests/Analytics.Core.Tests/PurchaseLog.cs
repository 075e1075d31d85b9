using Analytics.Core.Summaries;

namespace Analytics.Core.Tests;

/// <summary>Purchase days with spend by customer, in the order in which customers first appear in the file.</summary>
internal sealed class PurchaseLog
{
    public required IReadOnlyList<string> Customers { get; init; }

    public required IReadOnlyList<SortedDictionary<int, decimal>> Days { get; init; }

    public static PurchaseLog From(IEnumerable<(string Customer, int Day, decimal Amount)> rows)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var days = new List<SortedDictionary<int, decimal>>();
        foreach (var (customer, day, amount) in rows)
        {
            if (!index.TryGetValue(customer, out var i))
            {
                index[customer] = i = days.Count;
                days.Add([]);
            }

            days[i][day] = days[i].GetValueOrDefault(day) + amount;
        }

        return new PurchaseLog { Customers = [.. index.Keys], Days = days };
    }

    /// <summary>The histories up to a day; customers who came later are left out.</summary>
    public Calibration Until(int asOf)
    {
        var rows = new List<(int X, int Tx, int T, double Mean, int Holdout)>();
        var (customers, gaps) = (new List<string>(), 0.0);
        for (var i = 0; i < Days.Count; i++)
        {
            var known = Days[i].Where(d => d.Key <= asOf).ToArray();
            if (known.Length == 0)
            {
                continue;
            }

            var x = known.Length - 1;
            for (var k = 1; k < known.Length; k++)
            {
                gaps += Math.Log((known[k].Key - known[k - 1].Key) / 7.0);
            }

            customers.Add(Customers[i]);
            rows.Add(
                (
                    x,
                    known[^1].Key - known[0].Key,
                    asOf - known[0].Key,
                    x == 0 ? 0 : (double)(known.Skip(1).Sum(d => d.Value) / x),
                    Days[i].Count - known.Length
                )
            );
        }

        return new Calibration
        {
            Customers = customers,
            Frequency = [.. rows.Select(r => r.X)],
            MeanSpend = [.. rows.Select(r => r.Mean)],
            Holdout = [.. rows.Select(r => r.Holdout)],
            Cells = CellGrouping.FromSteps(
                [.. rows.Select(r => r.X)],
                [.. rows.Select(r => r.Tx)],
                [.. rows.Select(r => r.T)],
                1.0 / 7,
                [],
                gaps
            ),
        };
    }
}

/// <summary>Histories in weeks at a cut-off, and what followed.</summary>
internal sealed class Calibration
{
    public required IReadOnlyList<string> Customers { get; init; }

    public required int[] Frequency { get; init; }

    public required double[] MeanSpend { get; init; }

    public required int[] Holdout { get; init; }

    public required SummaryCells Cells { get; init; }
}
