using Analytics.Core.Delinquency.Types;
using Analytics.Core.Faults;

namespace Analytics.Pipeline.Delinquency;

/// <summary>The type of every account: none, as the export gives it, the eight of recency, frequency and money, or found in the data.</summary>
public sealed class AccountTypes
{
    /// <summary>Number of types that are looked for.</summary>
    public const int Wanted = 8;

    private readonly int[]? _fixed;

    private AccountTypes(IReadOnlyList<string> names, int[]? types) =>
        (Names, _fixed) = (names, types);

    /// <summary>Names of the types; empty where there are none.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How the types came about, in a sentence for the user; empty where there is nothing to say.</summary>
    public string Remark { get; private init; } = "";

    /// <summary>The mixture behind found types, for accounts that come later; null for others.</summary>
    public TypeMixture? Mixture { get; private init; }

    /// <summary>The type of an account at a close, as an index of the names; -1 where it has none.</summary>
    public int Of(AccountView view, int t) =>
        Names.Count == 0 ? -1
        : _fixed is null ? view.Type[t]
        : _fixed[view.Account];

    /// <summary>Finds or takes the types.</summary>
    /// <param name="data">The receivables.</param>
    /// <param name="asked"><c>auto</c>, <c>none</c>, <c>value-8</c>, a column; null = auto for a ledger, none for a panel.</param>
    /// <param name="lastCycle">Looks no further than this cycle (a calendar month number), so that what came later tells no type.</param>
    /// <param name="seed">Seed of the search.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="UsageFault">Types that need money are asked of a panel.</exception>
    public static AccountTypes Of(
        Receivables data,
        string? asked,
        int lastCycle,
        long seed,
        CancellationToken stop
    )
    {
        switch (asked ?? (data.Ledger is null ? "none" : "auto"))
        {
            case "none":
                return new AccountTypes([], null);
            case "auto" or "value-8" when data.Ledger is null:
                throw new UsageFault(
                    $"--types {asked}: a panel shows no money and no payments to find types by; name a column, or --types none"
                );
            case "auto":
                return Found(data, lastCycle, seed, stop);
            case "value-8":
                return ByValue(data, lastCycle, stop);
            default:
                return new AccountTypes(data.TypeNames, null);
        }
    }

    private static AccountTypes Found(
        Receivables data,
        int lastCycle,
        long seed,
        CancellationToken stop
    )
    {
        const int d = AccountTraits.Count;
        var n = data.Ids.Count;
        var traits = new double[n * d];
        var power = Math.Pow(10, data.MoneyScale);
        data.Visit(
            view =>
                AccountTraits.Fill(
                    view.Looks.AsSpan(0, Until(view, lastCycle)),
                    power,
                    traits.AsSpan(view.Account * d, d)
                ),
            stop
        );
        if (n < 4 * Wanted)
        {
            return new AccountTypes([], null)
            {
                Remark =
                    $"types: {Steps.Cells.Of(n)} accounts are too few to find {Steps.Cells.Of(Wanted)} types in; all are taken together",
            };
        }

        var mixture = TypeMixture.Find(traits, d, Wanted, seed);
        var again = TypeMixture.Find(Resample(traits, d, seed), d, Wanted, seed + 1);
        var (types, other) = (new int[n], new int[n]);
        for (var a = 0; a < n; a++)
        {
            types[a] = mixture.TypeOf(traits.AsSpan(a * d, d));
            other[a] = again.TypeOf(traits.AsSpan(a * d, d));
        }

        var stability = AdjustedRand.Of(types, other);
        return new AccountTypes(TypeNames.Of(mixture), types)
        {
            Mixture = mixture,
            Remark = FormattableString.Invariant(
                $"types: {mixture.Count} found; found again in a bootstrap sample with an adjusted Rand index of {stability:0.00} (1 = the same)"
            ),
        };
    }

    private static double[] Resample(double[] traits, int d, long seed)
    {
        var n = traits.Length / d;
        var chance = new Core.Numerics.Chance(seed, 72);
        var sample = new double[traits.Length];
        for (var i = 0; i < n; i++)
        {
            traits.AsSpan((int)(chance.Uniform() * n) * d, d).CopyTo(sample.AsSpan(i * d, d));
        }

        return sample;
    }

    // recency of the last payment, number of payments, money paid, each against the mean, as in the segment map of that name
    private static AccountTypes ByValue(Receivables data, int lastCycle, CancellationToken stop)
    {
        var n = data.Ids.Count;
        var (recency, frequency, money) = (new double[n], new double[n], new double[n]);
        data.Visit(
            view =>
            {
                var until = Until(view, lastCycle);
                recency[view.Account] = until;
                for (var t = 0; t < until; t++)
                {
                    frequency[view.Account] += view.Looks[t].Payments;
                    money[view.Account] += view.Looks[t].Paid;
                    recency[view.Account] =
                        view.Looks[t].Payments > 0 ? until - 1 - t : recency[view.Account];
                }
            },
            stop
        );
        var (r, f, m) = (recency.Average(), frequency.Average(), money.Average());
        string[] names =
        [
            "general-win-back",
            "important-win-back",
            "general-keep",
            "important-keep",
            "general-develop",
            "important-develop",
            "general-value",
            "important-value",
        ];
        return new AccountTypes(
            names,
            Enumerable
                .Range(0, n)
                .Select(i =>
                    (recency[i] <= r ? 4 : 0)
                    + (frequency[i] >= f ? 2 : 0)
                    + (money[i] >= m ? 1 : 0)
                )
                .ToArray()
        );
    }

    private static int Until(AccountView view, int lastCycle)
    {
        var until = view.Closes;
        while (until > 1 && view.Cycle[until - 1] > lastCycle)
        {
            until--;
        }

        return until;
    }
}
