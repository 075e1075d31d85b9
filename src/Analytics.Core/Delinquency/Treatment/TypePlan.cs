using Analytics.Core.Delinquency.Rolls;

namespace Analytics.Core.Delinquency.Treatment;

/// <summary>The plan of one type, solved over the knots of bill and lifetime value, ready for its accounts.</summary>
public sealed class TypePlan
{
    private readonly TreatmentPlanner _planner;
    private readonly TransitionMatrix _matrix;
    private readonly Economy _unit;
    private readonly PlanSurface _surface;
    private readonly double[][] _tilted;

    /// <summary>Solves.</summary>
    /// <param name="planner">The assumptions.</param>
    /// <param name="matrix">Transitions when nothing is done.</param>
    /// <param name="unit">The money in the states for a bill of 1.</param>
    /// <param name="bills">Knots of the bill.</param>
    /// <param name="clvs">Knots of the lifetime value.</param>
    public TypePlan(
        TreatmentPlanner planner,
        TransitionMatrix matrix,
        Economy unit,
        double[] bills,
        double[] clvs
    )
    {
        (_planner, _matrix, _unit) = (planner, matrix, unit);
        _surface = PlanSurface.Solve(planner, matrix, bill => unit.Times(bill), bills, clvs);
        _tilted = new double[matrix.Count * planner.Settings.Actions.Count][];
        for (var s = 0; s < matrix.Count; s++)
        {
            for (var a = 0; a < planner.Settings.Actions.Count; a++)
            {
                var row = new double[matrix.Count];
                TreatmentPlanner.Tilt(
                    planner.Settings.Actions[a].In(s),
                    matrix.Row(s),
                    unit.Rank,
                    s,
                    row
                );
                _tilted[(s * planner.Settings.Actions.Count) + a] = row;
            }
        }
    }

    /// <summary>P(no roll) of a state when nothing is done.</summary>
    public double NoRoll(int state) =>
        TreatmentPlanner.NoRoll(_matrix.Row(state), _unit.Rank, state);

    /// <summary>Value of every action in the first cycle.</summary>
    /// <param name="account">The account.</param>
    /// <param name="values">Receives one value per action, in currency units.</param>
    public void Values(in PlanAccount account, Span<double> values)
    {
        var n = _matrix.Count;
        Span<double> cash = stackalloc double[n];
        Span<double> quiet = stackalloc double[n];
        Span<double> contacted = stackalloc double[n];
        Cash(account, cash);
        _surface.Second(
            account.Bill,
            account.Clv,
            TreatmentPlanner.After(account.History, 0),
            quiet
        );
        _surface.Second(
            account.Bill,
            account.Clv,
            TreatmentPlanner.After(account.History, 1),
            contacted
        );
        var actions = _planner.Settings.Actions;
        for (var a = 0; a < actions.Count; a++)
        {
            values[a] = _planner.Value(
                actions[a],
                account.History,
                account.Clv,
                _tilted[(account.State * actions.Count) + a],
                cash,
                a == 0 ? quiet : contacted
            );
        }
    }

    /// <summary>How much an action must raise P(no roll) of an account to pay for itself.</summary>
    public BreakEven Even(in PlanAccount account, int action)
    {
        var n = _matrix.Count;
        Span<double> cash = stackalloc double[n];
        Span<double> after = stackalloc double[n];
        Cash(account, cash);
        _surface.Second(
            account.Bill,
            account.Clv,
            TreatmentPlanner.After(account.History, 0),
            after
        );
        var what = _planner.Settings.Actions[action];
        return BreakEven.Of(
            what.Cost
                + _planner.Settings.FatigueOf(
                    what,
                    System.Numerics.BitOperations.PopCount((uint)account.History),
                    account.Clv
                ),
            _matrix.Row(account.State),
            _unit.Rank,
            account.State,
            cash,
            after,
            _planner.Settings.Discount
        );
    }

    private void Cash(in PlanAccount account, Span<double> cash)
    {
        var own = double.IsNaN(account.Balance)
            ? _unit.Balance[account.State] * account.Bill
            : account.Balance;
        for (var to = 0; to < cash.Length; to++)
        {
            // where nothing moves nothing is paid but the bill: the usual balance stands for the own one
            cash[to] = Math.Max(
                0,
                own
                    + (_planner.Settings.Margin * _unit.Bill[account.State] * account.Bill)
                    - (to == account.State ? own : _unit.Balance[to] * account.Bill)
            );
        }
    }
}
