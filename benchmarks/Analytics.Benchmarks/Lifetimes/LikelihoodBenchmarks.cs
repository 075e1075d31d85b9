using Analytics.Benchmarks.Kernels;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using BenchmarkDotNet.Attributes;

namespace Analytics.Benchmarks.Lifetimes;

/// <summary>One likelihood of BG/NBD with its gradient: customer by customer as the paper writes it, and grouped, tabulated and threaded.</summary>
[MemoryDiagnoser]
public class LikelihoodBenchmarks
{
    private readonly double[] _gradient = new double[4];
    private readonly ILifetimeModel _model = LifetimeModels.Cnbd(1, false);
    private ManyCustomers _customers = null!;
    private SummaryCells _cells = null!;

    [Params(100_000, 1_000_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _customers = new ManyCustomers(Customers);
        _cells = _customers.Cells();
        var loop = Loop();
        var byLoop = _gradient.ToArray();
        var grouped = OneThread();
        // sums of a million terms in another order
        Same.Close(loop, grouped, 1e-10, "log-likelihood");
        for (var i = 0; i < 4; i++)
        {
            Same.Close(byLoop[i], _gradient[i], 1e-7, "gradient");
        }
    }

    /// <summary>What a reader would write from Fader, Hardie and Lee (2005), equation 6, and its derivatives.</summary>
    [Benchmark(Baseline = true)]
    public double Loop()
    {
        var (r, alpha, a, b) = (
            ManyCustomers.Truth[0],
            ManyCustomers.Truth[1],
            ManyCustomers.Truth[2],
            ManyCustomers.Truth[3]
        );
        var (sum, gR, gAlpha, gA, gB) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < _customers.Frequency.Length; i++)
        {
            var x = _customers.Frequency[i];
            var (last, age) = (_customers.Recency[i] / 7.0, _customers.Age[i] / 7.0);
            var common =
                LogGamma.Of(r + x)
                - LogGamma.Of(r)
                + (r * Math.Log(alpha))
                + LogGamma.Of(a + b)
                + LogGamma.Of(b + x)
                - LogGamma.Of(b)
                - LogGamma.Of(a + b + x);
            var here = -(r + x) * Math.Log(alpha + age);
            var gone =
                x == 0
                    ? double.NegativeInfinity
                    : Math.Log(a / (b + x - 1)) - ((r + x) * Math.Log(alpha + last));
            var top = Math.Max(here, gone);
            var both = top + Math.Log(Math.Exp(here - top) + Math.Exp(gone - top));
            var left = Math.Exp(gone - both);
            sum += common + both;
            gR +=
                Digamma.Of(r + x)
                - Digamma.Of(r)
                + Math.Log(alpha)
                - ((1 - left) * Math.Log(alpha + age))
                - (left * Math.Log(alpha + last));
            gAlpha +=
                (r / alpha) - ((r + x) * (((1 - left) / (alpha + age)) + (left / (alpha + last))));
            gA += Digamma.Of(a + b) - Digamma.Of(a + b + x) + (left / a);
            gB +=
                Digamma.Of(a + b)
                - Digamma.Of(a + b + x)
                + Digamma.Of(b + x)
                - Digamma.Of(b)
                - (x == 0 ? 0 : left / (b + x - 1));
        }

        (_gradient[0], _gradient[1], _gradient[2], _gradient[3]) = (gR, gAlpha, gA, gB);
        return sum;
    }

    [Benchmark]
    public double OneThread() => _model.LogLikelihood(ManyCustomers.Truth, _cells, _gradient, 1);

    [Benchmark]
    public double TwoThreads() => _model.LogLikelihood(ManyCustomers.Truth, _cells, _gradient, 2);

    [Benchmark]
    public int Grouping() => _customers.Cells().Count;
}
