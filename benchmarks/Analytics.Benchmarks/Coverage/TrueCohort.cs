using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Benchmarks.Coverage;

/// <summary>Customers who buy and leave as a model says, seen up to a day and followed for as long as is foretold. Weeks.</summary>
/// <param name="Cells">The histories as they are seen.</param>
/// <param name="Actual">Purchases of each customer that follow.</param>
internal sealed record TrueCohort(SummaryCells Cells, int[] Actual)
{
    /// <summary>Times lie on a grid of half a day: fine enough to be continuous, and what is tabulated per step stays small.</summary>
    private const int StepsPerWeek = 14;

    private const int StepsPerDay = 2;

    /// <summary>Draws a cohort that begins within twelve weeks and is seen for 39, as that of CDNOW.</summary>
    /// <param name="model">The process.</param>
    /// <param name="truth">Its parameters.</param>
    /// <param name="customers">Number of customers.</param>
    /// <param name="weeksAhead">Weeks that follow.</param>
    /// <param name="seed">Same seed, same cohort.</param>
    public static TrueCohort Draw(
        string model,
        double[] truth,
        int customers,
        double weeksAhead,
        long seed
    )
    {
        var (x, recency, age) = (new int[customers], new int[customers], new int[customers]);
        var actual = new int[customers];
        for (var i = 0; i < customers; i++)
        {
            var chance = new Chance(seed, i);
            age[i] = ((39 * 7) - (int)(chance.Uniform() * 84)) * StepsPerDay;
            var end = age[i] / (double)StepsPerWeek;
            foreach (var at in Purchases(model, truth, end + weeksAhead, chance))
            {
                if (at > end)
                {
                    actual[i]++;
                    continue;
                }

                x[i]++;
                recency[i] = Math.Clamp((int)Math.Round(at * StepsPerWeek), 1, age[i]);
            }
        }

        return new TrueCohort(
            CellGrouping.FromSteps(x, recency, age, 1.0 / StepsPerWeek, [], null),
            actual
        );
    }

    private static List<double> Purchases(string model, double[] p, double end, Chance chance)
    {
        var times = new List<double>();
        var rate = chance.Gamma(p[0]) / p[1];
        var at = chance.Exponential() / rate;
        if (model == "pareto-nbd")
        {
            var death = chance.Exponential() / (chance.Gamma(p[2]) / p[3]);
            for (; at <= Math.Min(end, death); at += chance.Exponential() / rate)
            {
                times.Add(at);
            }

            return times;
        }

        var leaves = chance.Beta(p[2], p[3]);
        var here = model == "bg-nbd" || chance.Uniform() >= leaves;
        for (; here && at <= end; at += chance.Exponential() / rate)
        {
            times.Add(at);
            here = chance.Uniform() >= leaves;
        }

        return times;
    }
}
