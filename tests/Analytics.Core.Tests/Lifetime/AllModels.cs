using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Tests.Lifetime;

/// <summary>Every lifetime model with parameters of the size of published fits, and histories it can have: what the shared tests run over.</summary>
internal static class AllModels
{
    public static readonly string[] Names =
    [
        "nbd",
        "bg-nbd",
        "mbg-nbd",
        "pareto-nbd",
        "bg-cnbd-2",
        "mbg-cnbd-3",
        "bg-bb",
        "sbg",
    ];

    public static TheoryData<string> All => [.. Names];

    /// <summary>Models in continuous time.</summary>
    public static TheoryData<string> Continuous => [.. Names.Where(n => !Model(n).IsDiscrete)];

    public static ILifetimeModel Model(string name) => LifetimeModels.Candidates(name)[0];

    public static double[] Parameters(string name) =>
        Model(name).Parameters.Count == 2 ? [0.7, 6.5]
        : name == "bg-bb" ? [1.2, 0.75, 0.66, 2.8]
        : name == "pareto-nbd" ? [0.55, 10.6, 0.61, 11.7]
        : [0.5, 5.2, 0.8, 2.4];

    public static ILifetime Lifetime(string name) => Model(name).At(Parameters(name));

    /// <summary>Histories on a grid of days in weeks; whole opportunities for the discrete models.</summary>
    public static SummaryCells Cells(string name, int count = 400, int seed = 3)
    {
        var chance = new Chance(seed, 0);
        var (x, recency, age) = (new int[count], new int[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            var discrete = Model(name).IsDiscrete;
            age[i] = discrete ? 6 : 40 + (int)(230 * chance.Uniform());
            x[i] = (int)(chance.Exponential() * (discrete ? 2 : 3));
            x[i] = Math.Min(x[i], discrete ? 6 : age[i] / 2);
            recency[i] = x[i] == 0 ? 0 : x[i] + (int)((age[i] - x[i] + 1) * chance.Uniform());
            recency[i] = name == "sbg" ? x[i] : recency[i];
        }

        return CellGrouping.FromSteps(
            x,
            recency,
            age,
            Model(name).IsDiscrete ? 1 : 1.0 / 7,
            [],
            12.5
        );
    }

    public static History At(SummaryCells cells, int cell) =>
        new(cells.Frequency[cell], cells.Recency[cell], cells.Age[cell]);
}
