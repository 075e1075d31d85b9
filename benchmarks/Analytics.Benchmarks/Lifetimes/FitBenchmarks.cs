using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Summaries;
using BenchmarkDotNet.Attributes;

namespace Analytics.Benchmarks.Lifetimes;

/// <summary>Whole fits, grouping included: several starts, polish, diagnosis.</summary>
[MemoryDiagnoser]
public class FitBenchmarks
{
    private ManyCustomers _customers = null!;

    [Params(100_000, 1_000_000)]
    public int Customers { get; set; }

    [Params("bg-nbd", "mbg-nbd", "pareto-nbd")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _customers = new ManyCustomers(Customers);
        var fit = TwoThreads();
        if (fit.Exit != ExitReason.GradientSmall)
        {
            throw new InvalidOperationException($"{Model}: {fit.Exit}");
        }
    }

    [Benchmark]
    public FitReport TwoThreads() =>
        ModelFitter.Fit(
            LifetimeModels.Candidates(Model)[0],
            _customers.Cells(),
            new FitOptions { Threads = 2 }
        );
}
