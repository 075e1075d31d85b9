using System.Globalization;
using Analytics.Ledger.Import;
using BenchmarkDotNet.Attributes;
using CsvHelper;

namespace Analytics.Benchmarks.Kernels;

/// <summary>From a file to one summary per customer: days, orders and money, all exact.</summary>
[MemoryDiagnoser]
public class SummarisingBenchmarks
{
    private readonly string _path = Path.Combine(
        Directory.CreateTempSubdirectory("crm-benchmark-").FullName,
        "orders.csv"
    );

    [Params(100_000, 1_000_000)]
    public int Rows { get; set; }

    [Params(false, true)]
    public bool Shuffled { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        File.WriteAllBytes(_path, SimulatedExport.Bytes(Rows, Shuffled));
        var loop = Loop();
        Same.Require(loop, Import(1), "the import on one thread");
        Same.Require(loop, Import(2), "the import on two threads");
    }

    [GlobalCleanup]
    public void CleanUp() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    /// <summary>What a reader would write: CsvHelper and a dictionary.</summary>
    [Benchmark(Baseline = true)]
    public Totals Loop()
    {
        var customers = new Dictionary<string, Customer>(StringComparer.Ordinal);
        using var reader = CsvReader.FromFile(_path);
        while (reader.Read())
        {
            var id = reader.GetString(1);
            if (!customers.TryGetValue(id, out var customer))
            {
                customers.Add(id, customer = new Customer());
            }

            var day = DateOnly.ParseExact(
                reader.GetString(2),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            );
            var quantity = int.Parse(reader.GetString(6), CultureInfo.InvariantCulture);
            var amount =
                quantity * decimal.Parse(reader.GetString(7), CultureInfo.InvariantCulture);
            if (quantity < 0)
            {
                customer.Refunds -= amount;
                continue;
            }

            customer.Gross += amount;
            customer.Orders.Add(reader.GetString(0));
            customer.Days.Add(day);
        }

        return new Totals(
            customers.Count,
            customers.Values.Sum(c => (long)c.Orders.Count),
            customers.Values.Sum(c => (long)c.Days.Count),
            customers.Values.Sum(c => c.Gross),
            customers.Values.Sum(c => c.Refunds)
        );
    }

    [Benchmark]
    public Totals OneThread() => Import(1);

    [Benchmark]
    public Totals TwoThreads() => Import(2);

    private Totals Import(int threads)
    {
        using var import = PurchaseImport.Open(
            new ImportSettings { Inputs = [_path], Threads = threads },
            CancellationToken.None
        );
        var summary = import.Summarise().Data!;
        return new Totals(
            summary.Count,
            summary.Orders.Sum(n => (long)n),
            summary.PurchaseDays.Sum(n => (long)n),
            (decimal)summary.Gross.Sum() / 100,
            (decimal)summary.Refunds.Sum() / 100
        );
    }

    /// <summary>What both ways must agree on.</summary>
    public sealed record Totals(
        int Customers,
        long Orders,
        long Days,
        decimal Gross,
        decimal Refunds
    );

    private sealed class Customer
    {
        public HashSet<string> Orders { get; } = new(StringComparer.Ordinal);

        public HashSet<DateOnly> Days { get; } = [];

        public decimal Gross { get; set; }

        public decimal Refunds { get; set; }
    }
}
