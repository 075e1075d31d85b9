using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;
using Analytics.Core.Value;
using BenchmarkDotNet.Attributes;

namespace Analytics.Benchmarks.Lifetimes;

/// <summary>From a fit to the lifetime columns: without intervals, with them, and the draws of the parameters.</summary>
[MemoryDiagnoser]
public class ValueBenchmarks
{
    private readonly ClvTerms _terms = new();
    private ManyCustomers _customers = null!;
    private SummaryCells _cells = null!;
    private FitReport _fit = null!;
    private SpendEstimates _spend = null!;
    private IReadOnlyList<ILifetime> _draws = null!;
    private GammaGammaLaw[] _laws = null!;

    [Params(1_000_000)]
    public int Customers { get; set; }

    [Params("bg-nbd", "pareto-nbd")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _customers = new ManyCustomers(Customers);
        _cells = _customers.Cells();
        _fit = ModelFitter.Fit(
            LifetimeModels.Candidates(Model)[0],
            _cells,
            new FitOptions { Threads = 2 }
        );
        _spend = SpendEstimates.Of(null, _customers.Frequency, _customers.MeanSpend, 10);
        _laws = [new GammaGammaLaw(new GammaGammaParameters(6, 4, 15))];
        _draws =
        [
            .. ParameterPosterior
                .Sample(_fit, _cells, 40, 1, 2)
                .Draws.Select(d => _fit.Model.At(d)),
        ];
    }

    /// <summary>p_alive, expectations, discounted purchases, next purchase with its quantiles.</summary>
    [Benchmark]
    public LifetimeScores Columns() => LifetimeScores.Of(_fit.Lifetime(), _cells, _terms, 2);

    /// <summary>The same with money and the interval of every customer.</summary>
    [Benchmark]
    public CustomerValues WithIntervals() =>
        CustomerValues.Of(
            [new ValuedGroup(_fit.Lifetime(), _draws, _cells)],
            _spend,
            _customers.MeanSpend,
            _laws,
            _terms,
            new ValueOptions { Threads = 2 }
        );

    [Benchmark]
    public ParameterPosterior TwoThousandDraws() =>
        ParameterPosterior.Sample(_fit, _cells, 2000, 1, 2);
}
