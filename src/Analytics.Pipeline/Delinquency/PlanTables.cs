using Analytics.Core.Delinquency.Treatment;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>A plan as tables and sentences.</summary>
/// <param name="cases">What was planned for.</param>
/// <param name="plan">What was asked.</param>
/// <param name="choice">What was chosen.</param>
public sealed class PlanTables(PlanCases cases, PlanRequest plan, PlanChoice choice)
{
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
    public IEnumerable<IReadOnlyList<string?>> Rows()
    {
        var actions = plan.Treatment.Actions;
        for (var i = 0; i < cases.Accounts.Length; i++)
        {
            var account = cases.Accounts[i];
            var solved = choice.Plans[account.Type];
            var q = solved.NoRoll(account);
            var values = choice.Values.AsSpan(i * actions.Count, actions.Count).ToArray();
            var treated = choice.IsHeldOut[i] || choice.Chosen[i] > 0;
            yield return
            [
                cases.Name(i),
                cases.Matrices[0].States[account.State],
                cases.TypeNames[account.Type],
                actions[choice.Chosen[i]].Name,
                Cells.Of(values[choice.Chosen[i]]),
                Even(solved, account, "letter"),
                Even(solved, account, "call"),
                Cells.Of(q),
                choice.IsRobust[i] ? "true" : "false",
                choice.IsHeldOut[i] ? "true" : "false",
                actions[choice.Best[i]].Name,
                cases.Blocked[i],
                Cells.Of(choice.Gain(i)),
                Cells.Of(
                    !treated || cases.AsOf == 0 ? 1
                    : choice.IsHeldOut[i] ? plan.Holdout
                    : 1 - plan.Holdout
                ),
                .. values.Select(Cells.Of),
                .. actions.Skip(1).Select(a => Cells.Of(a.In(account.State).NoRoll(q) - q)),
            ];
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
        var number = plan.Treatment.Actions.ToList().FindIndex(a => a.Name == action);
        return Enumerable
            .Range(0, cases.Accounts.Length)
            .Where(i => number >= 0 && choice.Chosen[i] == number)
            .OrderByDescending(choice.Gain)
            .ThenBy(i => i)
            .Select(
                (i, rank) =>
                    (IReadOnlyList<string?>)
                        [
                            cases.Name(i),
                            Cells.Of(rank + 1),
                            cases.Matrices[0].States[cases.Accounts[i].State],
                            cases.TypeNames[cases.Accounts[i].Type],
                            double.IsNaN(cases.Accounts[i].Balance)
                                ? null
                                : Cells.Of(cases.Accounts[i].Balance),
                            Cells.Of(choice.Gain(i)),
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
    public static IEnumerable<string> Remarks(
        PlanCases cases,
        PlanRequest plan,
        PlanChoice choice,
        TreatmentLog? log
    )
    {
        var actions = plan.Treatment.Actions;
        var parts = actions.Select(
            (a, i) => FormattableString.Invariant($"{a.Name} {choice.Chosen.Count(c => c == i)}")
        );
        var gain = Enumerable.Range(0, choice.Chosen.Length).Sum(choice.Gain);
        yield return FormattableString.Invariant(
            $"plan: {string.Join(", ", parts)}; worth {gain:0.00} more than doing nothing; {choice.IsHeldOut.Count(h => h)} held out at random; {cases.Blocked.Count(b => b is not null)} may not be contacted"
        );
        yield return FormattableString.Invariant(
            $"leave alone: {choice.Best.Count(b => b == 0)} accounts; writing to each of them would cost {WasteOf(choice, actions):0.00} more than it brings"
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
            $"robust: the best action is the same at every point of the grid for {choice.IsRobust.Count(r => r)} of {choice.IsRobust.Length} accounts"
        );
    }

    /// <summary>What writing to every account that is best left alone would lose.</summary>
    public double Waste() => WasteOf(choice, plan.Treatment.Actions);

    private static double WasteOf(PlanChoice choice, IReadOnlyList<TreatmentAction> actions)
    {
        var letter = actions.ToList().FindIndex(a => a.Name == "letter");
        var waste = 0.0;
        for (var i = 0; i < choice.Best.Length && letter > 0; i++)
        {
            waste +=
                choice.Best[i] == 0
                    ? choice.Values[i * actions.Count] - choice.Values[(i * actions.Count) + letter]
                    : 0;
        }

        return waste;
    }

    private string? Even(TypePlan solved, in PlanAccount account, string action)
    {
        var number = plan.Treatment.Actions.ToList().FindIndex(a => a.Name == action);
        return number < 0 ? null : solved.Even(account, number).ToString();
    }
}
