using Analytics.Core.Faults;
using Analytics.Core.Lifetime.BgBb;
using Analytics.Core.Lifetime.CnbdK;
using Analytics.Core.Lifetime.Nbd;
using Analytics.Core.Lifetime.ParetoNbd;
using Analytics.Core.Lifetime.Sbg;

namespace Analytics.Core.Lifetime;

/// <summary>The models that can be asked for by name: an explicit list, one line per model.</summary>
public static class LifetimeModels
{
    /// <summary>The name of the spend model, which is no lifetime model but stands in the same list of names.</summary>
    public const string GammaGamma = "gamma-gamma";

    /// <summary>Most Erlang stages that are tried.</summary>
    public const int MostStages = 6;

    private static readonly (
        string Name,
        string[] Aliases,
        Func<IReadOnlyList<ILifetimeModel>> Make
    )[] Catalogue =
    [
        ("nbd", ["ehrenberg"], () => [new NbdModel()]),
        ("bg-nbd", ["betageo", "bg"], () => [Cnbd(1, false)]),
        ("mbg-nbd", ["mbg"], () => [Cnbd(1, true)]),
        ("pareto-nbd", ["pnbd", "pareto"], () => [new ParetoNbdModel()]),
        ("bg-cnbd", ["bgcnbdk"], () => Stages(false)),
        ("mbg-cnbd", ["mbgcnbdk"], () => Stages(true)),
        ("bg-bb", ["betabinomial"], () => [new BgBbModel()]),
        ("sbg", ["shiftedbetageometric"], () => [new SbgModel()]),
        (GammaGamma, ["gg"], () => []),
    ];

    /// <summary>All names in the order of the catalogue.</summary>
    public static IReadOnlyList<string> Names { get; } =
        Array.ConvertAll(Catalogue, entry => entry.Name);

    /// <summary>The catalogue name meant by a text: case, dashes, slashes and spaces do not matter, usual short forms are known.</summary>
    /// <exception cref="UsageFault">No such model.</exception>
    public static string Resolve(string name)
    {
        var plain = Plain(name);
        foreach (var entry in Catalogue)
        {
            if (Plain(entry.Name) == plain || entry.Aliases.Contains(plain))
            {
                return entry.Name;
            }
        }

        throw new UsageFault(
            $"there is no model '{name}'; the models are {string.Join(", ", Names)}"
        );
    }

    /// <summary>
    /// The models to be fitted for a name: one, or for <c>bg-cnbd</c> and <c>mbg-cnbd</c> one for each number of stages, of which the likelihood
    /// chooses. <c>mbg-cnbd-2</c> asks for two stages.
    /// </summary>
    /// <exception cref="UsageFault">No such model, or the spend model.</exception>
    public static IReadOnlyList<ILifetimeModel> Candidates(string name)
    {
        var dash = name.LastIndexOf('-');
        if (
            dash > 0
            && name.Length == dash + 2
            && name[^1] is >= '1' and <= (char)('0' + MostStages)
            && Resolve(name[..dash]) is "bg-cnbd" or "mbg-cnbd"
        )
        {
            return [Cnbd(name[^1] - '0', Resolve(name[..dash]) == "mbg-cnbd")];
        }

        var resolved = Resolve(name);
        return resolved == GammaGamma
            ? throw new UsageFault(
                $"'{name}' is a model of spend, not of lifetime; the lifetime models are {string.Join(", ", Names.Where(n => n != GammaGamma))}"
            )
            : Catalogue.First(entry => entry.Name == resolved).Make();
    }

    /// <summary>A member of the (M)BG/CNBD-k family.</summary>
    public static ILifetimeModel Cnbd(int stages, bool dropoutAtZero) =>
        new CnbdKModel(new CnbdKVariant(stages, dropoutAtZero));

    private static ILifetimeModel[] Stages(bool dropoutAtZero) =>
        [.. Enumerable.Range(1, MostStages).Select(k => Cnbd(k, dropoutAtZero))];

    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
