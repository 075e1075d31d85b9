using System.Text.Json;
using Analytics.Core.Delinquency.Types;
using Analytics.Core.Faults;

namespace Analytics.Pipeline.Delinquency;

/// <summary>
/// The type of an account at a close: none, as the export gives it, the eight of recency, frequency and money, or found in the data. It is told from what
/// was known at that close, so that no type knows how the next cycle went.
/// </summary>
public sealed class AccountTypes
{
    /// <summary>Number of types that are looked for.</summary>
    public const int Wanted = 8;

    private static readonly string[] ValueNames =
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

    private readonly TypeEvidence _evidence = new();
    private readonly double[] _moves = new double[Wanted];
    private (int Account, int Close) _seen = (-1, -1);
    private double _power = 1;
    private int[]? _renumber;

    private AccountTypes(IReadOnlyList<string> names) => Names = names;

    /// <summary>Names of the types; empty where there are none.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How the types came about, in a sentence for the user; empty where there is nothing to say.</summary>
    public string Remark { get; private init; } = "";

    /// <summary>True where the types are those of a column.</summary>
    public bool IsColumn => Names.Count > 0 && Mixture is null && Means is null;

    private TypeMixture? Mixture { get; init; }

    private double[]? Means { get; init; }

    /// <summary>The type of an account at a close, as an index of the names; -1 where it has none.</summary>
    public int Of(AccountView view, int t)
    {
        if (Names.Count == 0)
        {
            return -1;
        }

        if (Mixture is not null)
        {
            Look(Mixture, view, t);
            return Mixture.TypeOf(_evidence, _moves);
        }

        if (Means is not null)
        {
            var (recency, frequency, money) = Value(view, t, _power);
            return (recency <= Means[0] ? 4 : 0)
                + (frequency >= Means[1] ? 2 : 0)
                + (money >= Means[2] ? 1 : 0);
        }

        return _renumber is null || view.Type[t] < 0 ? view.Type[t] : _renumber[view.Type[t]];
    }

    // closes are asked for in their order: what was seen up to the one before is kept
    private void Look(TypeMixture mixture, AccountView view, int t)
    {
        if (_seen.Account != view.Account || _seen.Close > t)
        {
            _evidence.Clear();
            _moves.AsSpan().Clear();
            _seen = (view.Account, -1);
        }

        for (var c = _seen.Close + 1; c <= t; c++)
        {
            _evidence.Add(view.Looks[c], _power);
            mixture.AddMove(_evidence, _moves);
        }

        _seen = (view.Account, t);
    }

    /// <summary>Finds or takes the types.</summary>
    /// <param name="data">The receivables.</param>
    /// <param name="asked"><c>auto</c>, <c>none</c>, <c>value-8</c>, a column; null = auto for a ledger, none for a panel.</param>
    /// <param name="lastCycle">Looks no further than this cycle (a calendar month number).</param>
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
                return new AccountTypes([]);
            case "auto" or "value-8" when data.Ledger is null:
                throw new UsageFault(
                    $"--types {asked}: a panel shows no money and no payments to find types by; name a column, or --types none"
                );
            case "auto":
                return Found(data, lastCycle, seed, stop);
            case "value-8":
                return ByValue(data, lastCycle, stop);
            default:
                return new AccountTypes(data.TypeNames);
        }
    }

    /// <summary>The types of a column.</summary>
    public static AccountTypes Named(IReadOnlyList<string> names) => new(names);

    /// <summary>The same types for other accounts: by the same rules, columns by name.</summary>
    /// <exception cref="DataFault">The types need money, and the data show none.</exception>
    public AccountTypes For(Receivables data)
    {
        if (!IsColumn && Names.Count > 0 && data.Ledger is null)
        {
            throw new DataFault(
                "the models know types by money and payments, and a panel shows none; score a ledger, or train with --types none"
            );
        }

        return new AccountTypes(Names)
        {
            Mixture = Mixture,
            Means = Means,
            _power = Math.Pow(10, data.MoneyScale),
            _renumber = IsColumn
                ? data.TypeNames.Select(n => Names.ToList().IndexOf(n)).ToArray()
                : null,
        };
    }

    /// <summary>Writes the rules as properties of the object that is open.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("types");
        foreach (var name in Names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("type_rules");
        foreach (var list in Mixture?.Arrays ?? (Means is null ? [] : [Means]))
        {
            json.WriteStartArray();
            foreach (var number in list)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static AccountTypes Read(JsonElement json)
    {
        var lists = json.GetProperty("type_rules")
            .EnumerateArray()
            .Select(l => l.EnumerateArray().Select(n => n.GetDouble()).ToArray())
            .ToList();
        return new AccountTypes(
            json.GetProperty("types").EnumerateArray().Select(n => n.GetString()!).ToList()
        )
        {
            Mixture = lists.Count > 1 ? TypeMixture.Of(lists) : null,
            Means = lists.Count == 1 ? lists[0] : null,
        };
    }

    private static AccountTypes Found(
        Receivables data,
        int lastCycle,
        long seed,
        CancellationToken stop
    )
    {
        var n = data.Ids.Count;
        if (n < 4 * Wanted)
        {
            return new AccountTypes([])
            {
                Remark =
                    $"types: {Steps.Cells.Of(n)} accounts are too few to find {Steps.Cells.Of(Wanted)} types in; all are taken together",
            };
        }

        var (power, sample) = (Math.Pow(10, data.MoneyScale), TypeSearch.Sample(n, seed));
        var (table, evidence) = (new EvidenceTable(), new TypeEvidence());
        data.Visit(
            sample,
            view =>
            {
                evidence.Clear();
                for (var t = 0; t < Until(view, lastCycle); t++)
                {
                    evidence.Add(view.Looks[t], power);
                }

                table.Add(evidence);
            },
            stop
        );
        var mixture = TypeSearch.Find(table, Wanted, seed);
        var types = table.TypesOf(mixture);
        var again = table.TypesOf(
            TypeSearch.Find(table.Of(Resample(table.Count, seed)), Wanted, seed + 1)
        );
        var names = TypeNames.Of(mixture);
        var shares = names.Select(
            (name, t) =>
                FormattableString.Invariant(
                    $"{name} {100.0 * types.Count(x => x == t) / types.Length:0}%"
                )
        );
        return new AccountTypes(names)
        {
            Mixture = mixture,
            _power = power,
            Remark = FormattableString.Invariant(
                $"types: {mixture.Count} found ({string.Join(", ", shares)}); found again in a bootstrap sample with an adjusted Rand index of {AdjustedRand.Of(types, again):0.00} (1 = the same)"
            ),
        };
    }

    private static IEnumerable<int> Resample(int n, long seed)
    {
        var chance = new Core.Numerics.Chance(seed, 72);
        for (var i = 0; i < n; i++)
        {
            yield return (int)(chance.Uniform() * n);
        }
    }

    // against the mean over accounts, as in the segment map of that name
    private static AccountTypes ByValue(Receivables data, int lastCycle, CancellationToken stop)
    {
        var (means, power) = (new double[3], Math.Pow(10, data.MoneyScale));
        data.Visit(
            view =>
            {
                var (recency, frequency, money) = Value(view, Until(view, lastCycle) - 1, power);
                means[0] += recency / data.Ids.Count;
                means[1] += frequency / data.Ids.Count;
                means[2] += money / data.Ids.Count;
            },
            stop
        );
        return new AccountTypes(ValueNames) { Means = means, _power = power };
    }

    // cycles since the last payment, payments per cycle, money per cycle
    private static (double Recency, double Frequency, double Money) Value(
        AccountView view,
        int t,
        double power
    )
    {
        var (recency, payments, paid) = (t + 1, 0.0, 0.0);
        for (var c = 0; c <= t; c++)
        {
            payments += view.Looks[c].Payments;
            paid += view.Looks[c].Paid / power;
            recency = view.Looks[c].Payments > 0 ? t - c : recency;
        }

        return (recency, payments / (t + 1), paid / (t + 1));
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
