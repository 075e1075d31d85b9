using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Tests.Lifetime;

/// <summary>Customers with a known truth: purchases by the process of the model, seen up to a cut-off, in weeks.</summary>
internal static class SimulatedCohort
{
    /// <summary>(M)BG/CNBD-k customers who begin within the first half of the window.</summary>
    public static SummaryCells Cnbd(
        int customers,
        int stages,
        bool dropoutAtZero,
        double[] p,
        double window,
        long seed,
        Func<int, double>? faster = null
    ) =>
        Collect(
            customers,
            window,
            seed,
            (i, end, chance) =>
            {
                var rate = chance.Gamma(p[0]) / p[1] * (faster?.Invoke(i) ?? 1);
                var leaves = chance.Beta(p[2], p[3]);
                var times = new List<double>();
                var at = 0.0;
                for (var here = !dropoutAtZero || chance.Uniform() >= leaves; here; )
                {
                    at += chance.Gamma(stages) / rate;
                    if (at > end)
                    {
                        break;
                    }

                    times.Add(at);
                    here = chance.Uniform() >= leaves;
                }

                return times;
            }
        );

    /// <summary>Pareto/NBD customers.</summary>
    public static SummaryCells Pareto(int customers, double[] p, double window, long seed) =>
        Collect(
            customers,
            window,
            seed,
            (_, end, chance) =>
            {
                var rate = chance.Gamma(p[0]) / p[1];
                var death = chance.Exponential() / (chance.Gamma(p[2]) / p[3]);
                var times = new List<double>();
                for (
                    var at = chance.Exponential() / rate;
                    at <= Math.Min(end, death);
                    at += chance.Exponential() / rate
                )
                {
                    times.Add(at);
                }

                return times;
            }
        );

    private static SummaryCells Collect(
        int customers,
        double window,
        long seed,
        Func<int, double, Chance, List<double>> process
    )
    {
        var (x, recency, age) = (new int[customers], new double[customers], new double[customers]);
        var gaps = 0.0;
        for (var i = 0; i < customers; i++)
        {
            var chance = new Chance(seed, i);
            age[i] = window * (0.5 + (0.5 * chance.Uniform()));
            var times = process(i, age[i], chance);
            x[i] = times.Count;
            recency[i] = times.Count == 0 ? 0 : times[^1];
            for (var k = 0; k < times.Count; k++)
            {
                gaps += Math.Log(times[k] - (k == 0 ? 0 : times[k - 1]));
            }
        }

        return CellGrouping.FromTimes(x, recency, age, [], gaps);
    }
}
