using Analytics.Core.Delinquency.Losses;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Money;
using Analytics.Ledger.Receivables;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Roll rates of all accounts and of each type, and what else is counted on the way.</summary>
public sealed class RollTable
{
    /// <summary>Columns of the table.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    ["type", "from", "to", "n", "share", "lo95", "hi95", "amount", "amount_share"];

    private readonly StateScale _scale;
    private readonly int? _money;

    private RollTable(
        StateScale scale,
        int? money,
        AccountTypes types,
        PanelCounter all,
        RollCounter[] perType,
        Cures cures
    )
    {
        (_scale, _money, Types, All, PerType, Cures) = (scale, money, types, all, perType, cures);
    }

    /// <summary>What was counted while a panel streamed by.</summary>
    public static RollTable Of(PanelRolls rolls) =>
        new(
            rolls.Scale,
            null,
            AccountTypes.Named(rolls.TypeNames),
            rolls.All,
            [.. rolls.PerType],
            rolls.Cures
        );

    /// <summary>The types.</summary>
    public AccountTypes Types { get; }

    /// <summary>Everything about all accounts.</summary>
    public PanelCounter All { get; }

    /// <summary>Rolls of each type.</summary>
    public RollCounter[] PerType { get; }

    /// <summary>Cures and re-defaults.</summary>
    public Cures Cures { get; }

    /// <summary>Flow rates between ageing buckets; empty for a panel.</summary>
    public FlowRates Flows { get; } = new();

    /// <summary>Counts all accounts.</summary>
    /// <param name="data">The receivables.</param>
    /// <param name="types">Their types.</param>
    /// <param name="lastCycle">Counts no cycle later than this.</param>
    /// <param name="stop">Ends the work.</param>
    public static RollTable Count(
        Receivables data,
        AccountTypes types,
        int lastCycle,
        CancellationToken stop
    )
    {
        var states = data.Scale.Names.Count;
        var table = new RollTable(
            data.Scale,
            data.Ledger is null ? null : data.MoneyScale,
            types,
            new PanelCounter(states),
            types.Names.Select(_ => new RollCounter(states)).ToArray(),
            new Cures()
        );
        var isOverdue = data.Scale.Names.Select(StateScale.IsOverdue).ToArray();
        data.Visit(view => table.Add(view, lastCycle, isOverdue), stop);
        return table;
    }

    /// <summary>The rows: all accounts first, then the types in their order.</summary>
    public IEnumerable<IReadOnlyList<string?>> Rows() =>
        Rows("all", All.Rolls).Concat(Types.Names.SelectMany((name, t) => Rows(name, PerType[t])));

    /// <summary>The table of rates that are no probabilities: cures, re-defaults and flow rates.</summary>
    public IEnumerable<IReadOnlyList<string?>> Beside()
    {
        yield return
        [
            "cured at the next close",
            Cells.Of(Cures.Overdue),
            Share(Cures.Cured, Cures.Overdue),
        ];
        yield return
        [
            "overdue again within 6 cycles of a cure",
            Cells.Of(Cures.Watched),
            Share(Cures.Again, Cures.Watched),
        ];
        if (_money is not null)
        {
            var rates = Flows.Mean();
            for (var b = 0; b < rates.Length; b++)
            {
                yield return
                [
                    $"flow of money from {Core.Delinquency.Ageing.Names[b]} to {Core.Delinquency.Ageing.Names[b + 1]}",
                    null,
                    Cells.Of(rates[b]),
                ];
            }
        }
    }

    /// <summary>What the data can and cannot tell, in sentences.</summary>
    public IEnumerable<string> Remarks()
    {
        var names = _scale.Names;
        if (All.Gaps > 0)
        {
            yield return $"{Cells.Of(All.Gaps)} times months are missing between two rows of an account; no transition is made across a gap";
        }

        foreach (var skip in SkipReport.Of(All.Rolls, _scale.Ladder))
        {
            yield return skip.CannotEstimate
                ? $"state {names[skip.State]} is an origin only {Cells.Of(skip.Origins)} times in {Cells.Of(skip.Total)} transitions, and {Cells.Of(skip.Skips)} transitions jump over it: {names[skip.State]} -> {Worse(skip.State)} cannot be estimated"
                : $"{Cells.Of(skip.Skips)} transitions jump over state {names[skip.State]} ({Cells.Of(skip.Origins)} times an origin): accounts cannot age more than a step a cycle, look at how the cycles close";
        }

        if (All.Rolls.Total == 0)
        {
            yield return "no account has two neighbouring cycles: there are no transitions";
            yield break;
        }

        var seen = All.PerState.Count(n => n > 0);
        if (seen == 1)
        {
            yield return $"only one state was seen ({names[Array.FindIndex(All.PerState, n => n > 0)]}): nothing rolls";
            yield break;
        }

        yield return Sentence(
            "the chain's memory",
            All.Memory(),
            "the state before last changes the share of a next state by up to"
        );
        yield return Sentence(
            "the chain's constancy",
            All.Constancy(),
            "the share of a next state in a single cycle differs from the mean by up to"
        );
    }

    private string Worse(int state)
    {
        var ladder = _scale.Ladder;
        var at = ladder.ToList().IndexOf(state);
        return _scale.Names[ladder[at + 1]];
    }

    private static string Sentence(string what, ChainTest test, string largest) =>
        test.Freedom == 0
            ? $"{what}: too little data to tell"
            : FormattableString.Invariant(
                $"{what}: {(test.PValue < 0.01 ? "a simple chain does not hold exactly" : "no sign against a simple chain")} (chi-square {test.Statistic:0.0} on {test.Freedom} degrees of freedom, p {test.PValue:0.0000}); {largest} {100 * test.Largest:0.0} points"
            );

    private void Add(AccountView view, int lastCycle, bool[] isOverdue)
    {
        var n = view.Cycles;
        while (n > 0 && view.Cycle[n - 1] > lastCycle)
        {
            n--;
        }

        if (n == 0)
        {
            return;
        }

        var units = _money is null ? [] : view.Units.AsSpan(0, n);
        All.Add(view.State.AsSpan(0, n), view.Cycle.AsSpan(0, n), units);
        AddTypes(view, n);
        Span<bool> overdue = n <= 256 ? stackalloc bool[n] : new bool[n];
        for (var t = 0; t < n; t++)
        {
            overdue[t] = isOverdue[view.State[t]];
            if (_money is not null)
            {
                Flows.Add(view.Looks[t].CloseDay, view.Looks[t].Open[..]);
            }
        }

        Cures.Add(overdue);
    }

    private void AddTypes(AccountView view, int n)
    {
        if (PerType.Length == 0)
        {
            return;
        }

        for (var t = 1; t < n; t++)
        {
            var type = Types.Of(view, t - 1);
            if (type >= 0 && view.Cycle[t] == view.Cycle[t - 1] + 1)
            {
                PerType[type]
                    .Add(
                        view.State[t - 1],
                        view.State[t],
                        view.Units.Length == 0 ? 0 : view.Units[t - 1]
                    );
            }
        }

        // an account that changes its type is a cluster of each of them
        foreach (var counter in PerType)
        {
            counter.EndAccount();
        }
    }

    private IEnumerable<IReadOnlyList<string?>> Rows(string type, RollCounter rolls) =>
        rolls
            .Cells()
            .Select(cell =>
                (IReadOnlyList<string?>)
                    [
                        type,
                        _scale.Names[cell.From],
                        _scale.Names[cell.To],
                        Cells.Of(cell.Count),
                        Cells.Of(cell.Share.Share),
                        Cells.Of(cell.Share.Low),
                        Cells.Of(cell.Share.High),
                        _money is null ? null : MoneyText.Format(cell.Amount, _money.Value),
                        Cells.Of(cell.AmountShare),
                    ]
            );

    private static string? Share(long part, long whole) =>
        whole == 0 ? null : Cells.Of((double)part / whole);
}
