using System.Numerics;
using Analytics.Core.Delinquency.Rolls;

namespace Analytics.Core.Delinquency.Treatment;

/// <summary>The plan of one type, solved over the knots of bill and lifetime value, ready for its accounts.</summary>
public sealed class TypePlan
{
    private readonly TreatmentPlanner _planner;
    private readonly TransitionMatrix _matrix;
    private readonly Economy _unit;
    private readonly PlanKnots _knots;
    private readonly PlanSurface _surface;
    private readonly double[] _noRoll;
    private readonly TreatmentAction[] _actions;
    private readonly double[] _fatigue;

    /// <summary>Solves.</summary>
    /// <param name="planner">The assumptions.</param>
    /// <param name="matrix">Transitions when nothing is done.</param>
    /// <param name="unit">The money in the states for a bill of 1.</param>
    /// <param name="knots">Knots of bill and lifetime value.</param>
    public TypePlan(
        TreatmentPlanner planner,
        TransitionMatrix matrix,
        Economy unit,
        PlanKnots knots
    )
    {
        (_planner, _matrix, _unit, _knots) = (planner, matrix, unit, knots);
        _surface = PlanSurface.Solve(planner, matrix, bill => unit.Times(bill), knots);
        var actions = planner.Settings.Actions;
        var states = Enumerable.Range(0, matrix.Count).ToArray();
        _noRoll = [.. states.Select(s => TreatmentPlanner.NoRoll(matrix.Row(s), unit.Rank, s))];
        _actions = [.. states.SelectMany(s => actions.Select(a => a.In(s)))];
        _fatigue =
        [
            .. Enumerable
                .Range(0, 4)
                .SelectMany(n => actions.Select(a => planner.Settings.FatigueOf(a, n, 1))),
        ];
    }

    /// <summary>P(no roll) of an account when nothing is done.</summary>
    public double NoRoll(in PlanAccount account) =>
        double.IsNaN(account.NoRoll) ? _noRoll[account.State] : account.NoRoll;

    /// <summary>What an account holds whatever is done and assumed of it; the same for all plans of one chain and the same knots.</summary>
    public PlanView View(in PlanAccount account)
    {
        Span<double> cash = stackalloc double[_matrix.Count];
        Span<double> nothing = stackalloc double[_matrix.Count];
        nothing.Clear();
        Cash(account, cash);
        return new PlanView(
            _knots.At(account.Bill, account.Clv),
            Outlook.Of(
                _matrix.Row(account.State),
                _unit.Rank,
                account.State,
                cash,
                nothing,
                _planner.Settings.Discount
            )
        );
    }

    /// <summary>Value of every action in the first cycle.</summary>
    /// <param name="account">The account.</param>
    /// <param name="view">What <see cref="View"/> gave for it.</param>
    /// <param name="values">Receives one value per action, in currency units.</param>
    public void Values(in PlanAccount account, in PlanView view, Span<double> values)
    {
        var q = NoRoll(account);
        var quiet = Look(account, view, 0);
        var contacted = Look(account, view, 1);
        var first = account.State * values.Length;
        for (var a = 0; a < values.Length; a++)
        {
            ref readonly var action = ref _actions[first + a];
            var mean = a == 0 ? quiet.Mean(q) : contacted.Mean(action.NoRoll(q));
            values[a] = mean - Cost(a, account);
        }
    }

    /// <summary>How much an action must raise P(no roll) of an account to pay for itself.</summary>
    public BreakEven Even(in PlanAccount account, int action) =>
        BreakEven.Of(Cost(action, account), Look(account, View(account), 0), NoRoll(account));

    private double Cost(int action, in PlanAccount account)
    {
        var contacts = BitOperations.PopCount((uint)account.History);
        var count = _planner.Settings.Actions.Count;
        return _actions[action].Cost + (_fatigue[(contacts * count) + action] * account.Clv);
    }

    // what not rolling and rolling are worth after an action; 0 = none
    private Outlook Look(in PlanAccount account, in PlanView view, int action) =>
        view.Cash.Plus(
            _surface.After(
                view.Place,
                TreatmentPlanner.After(account.History, action),
                account.State
            )
        );

    private void Cash(in PlanAccount account, Span<double> cash)
    {
        var own = double.IsNaN(account.Balance)
            ? _unit.Balance[account.State] * account.Bill
            : account.Balance;
        for (var to = 0; to < cash.Length; to++)
        {
            // where nothing moves nothing is paid but the bill: the usual balance stands for the own one
            cash[to] =
                to == _unit.Lost
                    ? 0
                    : Math.Max(
                        0,
                        own
                            + (_planner.Settings.Margin * _unit.Bill[account.State] * account.Bill)
                            - (to == account.State ? own : _unit.Balance[to] * account.Bill)
                    );
        }
    }
}

/// <summary>What an account holds before anything is assumed of actions.</summary>
/// <param name="Place">Its place among the knots.</param>
/// <param name="Cash">Money of the first cycle where it does not roll, and where it does.</param>
public readonly record struct PlanView(PlanPlace Place, Outlook Cash);
