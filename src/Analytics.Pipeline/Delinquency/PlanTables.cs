using System.Runtime.InteropServices;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Ledger.Disk;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>A plan as tables and sentences. The accounts pass by while <see cref="Rows"/> is read; all else is known after it.</summary>
/// <param name="cases">What was planned for.</param>
/// <param name="plan">What was asked.</param>
/// <param name="choice">What was chosen.</param>
/// <param name="hasLists">True where the accounts of an action are wanted as lists of their own.</param>
public sealed class PlanTables(PlanCases cases, PlanRequest plan, PlanChoice choice, bool hasLists)
    : IDisposable
{
    private static readonly Comparer<ListedAccount> LargestGain = Comparer<ListedAccount>.Create(
        (x, y) => y.Gain.CompareTo(x.Gain) is not 0 and var order ? order : x.Row.CompareTo(y.Row)
    );

    private readonly List<string> _actions = plan.Treatment.Actions.Select(a => a.Name).ToList();
    private readonly List<ListedAccount> _own = [];
    private readonly SortedSpill<ListedAccount>[] _lists =
    [
        .. plan.Treatment.Actions.Select(_ => new SortedSpill<ListedAccount>(LargestGain)),
    ];

    /// <summary>Columns of the letter and call lists.</summary>
    public static IReadOnlyList<string> ListColumns { get; } =
    ["account", "rank", "state", "type", "balance", "expected_gain", "cost"];

    /// <summary>Columns of the plan; what each action is worth stands at the end.</summary>
    public static IReadOnlyList<string> Columns(PlanRequest plan) =>
        [
            "account",
            "state",
            "type",
            "action",
            "net_value",
            "break_even_letter",
            "break_even_call",
            "probability_no_roll",
            "robust",
            "holdout",
            "recommended",
            "blocked",
            "gain",
            "propensity",
            .. plan.Treatment.Actions.Select(a => "value_" + a.Name),
            .. plan.Treatment.Actions.Skip(1).Select(a => "uplift_" + a.Name),
        ];

    /// <summary>Columns of the sensitivity grid.</summary>
    public static IReadOnlyList<string> GridColumns(PlanRequest plan) =>
        [
            "theta_factor",
            "kappa_factor",
            .. plan.Treatment.Actions.Select(a => "accounts_" + a.Name),
            "gain",
        ];

    /// <summary>One row per account.</summary>
    /// <param name="stop">Ends the work.</param>
    /// <param name="also">Sees each block of accounts as it passes by.</param>
    public IEnumerable<IReadOnlyList<string?>> Rows(
        CancellationToken stop,
        Action<PlanBlock>? also = null
    )
    {
        foreach (var block in choice.Decide(stop))
        {
            also?.Invoke(block);
            if (hasLists)
            {
                List(block);
            }

            for (var i = 0; i < block.Count; i++)
            {
                yield return Row(block, i);
            }
        }
    }

    private string?[] Row(PlanBlock block, int i)
    {
        var actions = plan.Treatment.Actions;
        ref readonly var account = ref block.Accounts[i];
        var solved = choice.Plans[account.Type];
        var q = solved.NoRoll(account);
        var values = block.ValuesOf(i);
        var (chosen, isHeldOut) = (block.Chosen[i], block.IsHeldOut[i]);
        var row = new string?[14 + (2 * actions.Count) - 1];
        row[0] = cases.Name(block.From + i);
        row[1] = cases.Matrices[0].States[account.State];
        row[2] = cases.TypeNames[account.Type];
        row[3] = actions[chosen].Name;
        row[4] = Cells.Of(values[chosen]);
        row[5] = Even(solved, account, "letter");
        row[6] = Even(solved, account, "call");
        row[7] = Cells.Of(q);
        row[8] = block.IsRobust[i] ? "true" : "false";
        row[9] = isHeldOut ? "true" : "false";
        row[10] = actions[block.Best[i]].Name;
        row[11] = block.Blocked[i];
        row[12] = Cells.Of(block.Gain(i));
        row[13] = Cells.Of(
            (!isHeldOut && chosen == 0) || cases.AsOf == 0 ? 1
            : isHeldOut ? plan.Holdout
            : 1 - plan.Holdout
        );
        for (var a = 0; a < actions.Count; a++)
        {
            row[14 + a] = Cells.Of(values[a]);
            if (a > 0)
            {
                row[13 + actions.Count + a] = Cells.Of(actions[a].In(account.State).NoRoll(q) - q);
            }
        }

        return row;
    }

    private void List(PlanBlock block)
    {
        for (var a = 1; a < _lists.Length; a++)
        {
            _own.Clear();
            for (var i = 0; i < block.Count; i++)
            {
                if (block.Chosen[i] == a)
                {
                    ref readonly var account = ref block.Accounts[i];
                    _own.Add(
                        new ListedAccount(
                            block.Gain(i),
                            block.From + i,
                            account.Balance,
                            account.State,
                            account.Type
                        )
                    );
                }
            }

            _own.Sort(LargestGain);
            _lists[a].Add(CollectionsMarshal.AsSpan(_own));
        }
    }

    /// <summary>The capacity curve.</summary>
    public IEnumerable<IReadOnlyList<string?>> Capacity() =>
        choice.Curve.Select(p =>
            (IReadOnlyList<string?>)[Cells.Of(p.Calls), Cells.Of(p.Value), Cells.Of(p.ShadowPrice)]
        );

    /// <summary>The accounts of an action, the largest gain first.</summary>
    public IEnumerable<IReadOnlyList<string?>> List(string action)
    {
        var number = _actions.IndexOf(action);
        return number < 0
            ? []
            : _lists[number]
                .Read()
                .Select(
                    (a, rank) =>
                        (IReadOnlyList<string?>)
                            [
                                cases.Name(a.Row),
                                Cells.Of(rank + 1),
                                cases.Matrices[0].States[a.State],
                                cases.TypeNames[a.Type],
                                double.IsNaN(a.Balance) ? null : Cells.Of(a.Balance),
                                Cells.Of(a.Gain),
                                Cells.Of(plan.Treatment.Actions[number].Cost),
                            ]
                );
    }

    /// <summary>What the plan rests on, and whether it was estimated or assumed.</summary>
    public IEnumerable<IReadOnlyList<string?>> Assumptions(TreatmentLog? log, bool isGiven)
    {
        var settings = plan.Treatment;
        foreach (var action in settings.Actions.Skip(1))
        {
            yield return [$"cost of {action.Name}", Cells.Of(action.Cost), "config"];
            yield return
            [
                $"theta of {action.Name}",
                Cells.Of(action.Odds),
                log is null ? "assumption" : "assumption where effects.csv has no estimate",
            ];
            yield return [$"kappa of {action.Name}", Cells.Of(action.Fatigue), "assumption"];
        }

        yield return ["growth of fatigue", Cells.Of(settings.FatigueGrowth), "assumption"];
        yield return ["cycles ahead", Cells.Of(settings.Horizon), "config"];
        yield return ["discount per cycle", Cells.Of(settings.Discount), "config"];
        yield return ["margin", Cells.Of(settings.Margin), "config"];
        yield return
        [
            "probability not to roll",
            null,
            isGiven ? "given matrix"
            : log is null ? "roll rates under the past policy"
            : "roll rates, tilted to no treatment by the log",
        ];
    }

    /// <summary>The sensitivity grid.</summary>
    public IEnumerable<IReadOnlyList<string?>> Grid() =>
        choice.Grid.Select(p =>
            (IReadOnlyList<string?>)
                [
                    Cells.Of(p.Theta),
                    Cells.Of(p.Kappa),
                    .. p.Accounts.Select(n => Cells.Of(n)),
                    Cells.Of(p.Gain),
                ]
        );

    /// <summary>The plan in sentences.</summary>
    public IEnumerable<string> Remarks(TreatmentLog? log)
    {
        var totals = choice.Totals;
        var parts = _actions.Select(
            (a, i) => FormattableString.Invariant($"{a} {totals.Accounts[i]}")
        );
        yield return FormattableString.Invariant(
            $"plan: {string.Join(", ", parts)}; worth {totals.Gain:0.00} more than doing nothing; {totals.HeldOut} held out at random; {totals.Blocked} may not be contacted"
        );
        yield return FormattableString.Invariant(
            $"leave alone: {totals.Alone} accounts; writing to each of them would cost {totals.Waste:0.00} more than it brings"
        );
        if (plan.Calls is { } calls)
        {
            yield return FormattableString.Invariant(
                $"calls: {calls} at hand; one more would bring {choice.CallPrice:0.00}"
            );
        }

        if (plan.Budget is { } budget)
        {
            yield return FormattableString.Invariant(
                $"budget: {budget:0.00}; one more unit of money would bring {choice.MoneyPrice:0.00}"
            );
        }

        yield return log is null
            ? "the effects of letters and calls are assumptions (no treatment log): see the break-evens, sensitivity.csv, and the column robust; roll rates are those under the past policy"
            : FormattableString.Invariant(
                $"effects from the treatment log: {log.Effects.Count(e => !e.IsRefused)} estimated, {log.Effects.Count(e => e.IsRefused)} refused (effective sample below {TreatmentEffects.LeastSample:0}; there the assumption stands)"
            );
        yield return FormattableString.Invariant(
            $"robust: the best action is the same at every point of the grid for {totals.Robust} of {totals.Count} accounts"
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var list in _lists)
        {
            list.Dispose();
        }
    }

    private string? Even(TypePlan solved, in PlanAccount account, string action)
    {
        var number = _actions.IndexOf(action);
        return number < 0 ? null : solved.Even(account, number).ToString();
    }

    private readonly record struct ListedAccount(
        double Gain,
        int Row,
        double Balance,
        int State,
        int Type
    );
}
