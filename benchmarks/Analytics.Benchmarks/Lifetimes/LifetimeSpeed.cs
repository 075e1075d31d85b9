using System.Diagnostics;
using System.Globalization;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;
using Analytics.Core.Value;

namespace Analytics.Benchmarks.Lifetimes;

/// <summary>A lifetime model for many customers, step by step in one process: time of each step and the peak memory so far.</summary>
internal static class LifetimeSpeed
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "lifetime-speed";

    private const int Threads = 2;

    /// <summary><c>lifetime-speed MODEL CUSTOMERS [fit|columns|all]</c>: one line per step; <c>fit</c> and <c>columns</c> stop after that step.</summary>
    public static int Run(string[] args)
    {
        var (model, n) = (
            LifetimeModels.Candidates(args[0])[0],
            int.Parse(args[1], CultureInfo.InvariantCulture)
        );
        var customers = new ManyCustomers(n);
        var options = new ValueOptions { Threads = Threads };
        Step(args, "customers in memory", () => 0);
        var cells = Step(args, "grouping", customers.Cells);
        var fit = Step(
            args,
            "fit",
            () => ModelFitter.Fit(model, cells, new FitOptions { Threads = Threads })
        );
        Console.Error.WriteLine(
            FormattableString.Invariant(
                $"{cells.Count:N0} cells, {fit.Iterations} iterations, {fit.Diagnosis.Words}"
            )
        );
        if (args is [_, _, "fit", ..])
        {
            return 0;
        }

        var terms = new ClvTerms();
        Step(
            args,
            "columns without intervals",
            () => LifetimeScores.Of(fit.Lifetime(), cells, terms, Threads)
        );
        if (args is [_, _, "columns", ..])
        {
            return 0;
        }

        var draws = Step(
            args,
            "posterior draws as in run",
            () =>
                ParameterPosterior.Sample(
                    fit,
                    cells,
                    options.ParameterDrawsFor(cells.Count),
                    1,
                    Threads
                )
        );
        var spend = SpendEstimates.Of(null, customers.Frequency, customers.MeanSpend, 10);
        Step(
            args,
            "columns with intervals",
            () =>
                CustomerValues.Of(
                    [
                        new ValuedGroup(
                            fit.Lifetime(),
                            [.. draws.Draws.Select(d => model.At(d))],
                            cells
                        ),
                    ],
                    spend,
                    customers.MeanSpend,
                    [new GammaGammaLaw(new GammaGammaParameters(6, 4, 15))],
                    terms,
                    options
                )
        );
        Step(
            args,
            "2,000 posterior draws",
            () => ParameterPosterior.Sample(fit, cells, 2000, 1, Threads)
        );
        return 0;
    }

    private static T Step<T>(string[] args, string name, Func<T> work)
    {
        using var process = Process.GetCurrentProcess();
        var (before, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var result = work();
        process.Refresh();
        Console.WriteLine(
            FormattableString.Invariant(
                $"| {args[0]} | {args[1]} | {name} | {clock.Elapsed.TotalSeconds:0.00} | {(process.TotalProcessorTime - before).TotalSeconds:0.00} | {process.PeakWorkingSet64 / 1e6:0} |"
            )
        );
        return result;
    }
}
