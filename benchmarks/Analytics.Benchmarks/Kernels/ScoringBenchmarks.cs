using System.Globalization;
using Analytics.Core.Money;
using Analytics.Core.Segments;
using Analytics.Core.Summaries;
using BenchmarkDotNet.Attributes;

namespace Analytics.Benchmarks.Kernels;

/// <summary>Quintile scores of summaries in memory.</summary>
[MemoryDiagnoser]
public class ScoringBenchmarks
{
    private const int Bins = 5;
    private const int AsOf = 739_000;
    private SummaryColumns _summary = null!;

    [Params(100_000, 1_000_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _summary = Draw(Customers);
        var loop = Loop();
        var scores = Scorer(2);
        Same.Require(loop.R, scores.R, "recency");
        Same.Require(loop.F, scores.F, "frequency");
        Same.Require(loop.M, scores.M, "money");
    }

    /// <summary>What a reader would write: sort a copy, interpolate the cuts, compare.</summary>
    [Benchmark(Baseline = true)]
    public (byte[] R, byte[] F, byte[] M) Loop()
    {
        var rows = Enumerable.Range(0, _summary.Count);
        return (
            Quintiles([.. rows.Select(i => (decimal)_summary.DaysSinceLast(i))], true),
            Quintiles([.. rows.Select(i => (decimal)_summary.Orders[i])], false),
            Quintiles([.. rows.Select(i => (decimal)_summary.Net[i] / 100)], false)
        );
    }

    [Benchmark]
    public RfmScores OneThread() => Scorer(1);

    [Benchmark]
    public RfmScores TwoThreads() => Scorer(2);

    private RfmScores Scorer(int threads) => RfmScorer.Score(_summary, new RfmSettings(), threads);

    private static byte[] Quintiles(decimal[] values, bool reversed)
    {
        var sorted = values.Order().ToArray();
        var cuts = Enumerable
            .Range(1, Bins - 1)
            .Select(k =>
            {
                var place = (sorted.Length - 1m) * k / Bins;
                var low = (int)place;
                var high = Math.Min(low + 1, sorted.Length - 1);
                return sorted[low] + ((place - low) * (sorted[high] - sorted[low]));
            })
            .ToArray();
        return values
            .Select(value =>
            {
                var below = cuts.Count(cut => cut < value);
                return (byte)(reversed ? Bins - below : 1 + below);
            })
            .ToArray();
    }

    private static SummaryColumns Draw(int count)
    {
        var random = new Random(1);
        var last = new int[count];
        var orders = new int[count];
        var net = new long[count];
        for (var i = 0; i < count; i++)
        {
            last[i] = AsOf - random.Next(2000);
            orders[i] = 1 + (int)(-8 * Math.Log(1 - random.NextDouble()));
            net[i] = orders[i] * random.NextInt64(500, 20_000);
        }

        var money = new MoneyColumn(net, 2);
        return new SummaryColumns
        {
            AsOfDay = AsOf,
            Ids = CustomerIds.FromTexts([
                .. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture)),
            ]),
            FirstDay = last,
            LastDay = last,
            Orders = orders,
            PurchaseDays = orders,
            Gross = money,
            Refunds = new MoneyColumn(new long[count], 2),
            Net = money,
            FirstDayGross = money,
            SumLogGaps = new double[count],
        };
    }
}
