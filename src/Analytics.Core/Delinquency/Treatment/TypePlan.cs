using Analytics.Core.Delinquency.Rolls;

namespace Analytics.Core.Delinquency.Treatment;

/// <summary>The plan of one type, solved over the knots of bill and lifetime value, ready for its accounts.</summary>
public sealed class TypePlan
{
    private readonly TreatmentPlanner _planner;
    private readonly TransitionMatrix _matrix;
    private readonly Economy _unit;
    private readonly PlanSurface _surface;
    private readonly double[] _noRoll;

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
        _noRoll = new double[matrix.Count];
        for (var s = 0; s < matrix.Count; s++)
        {
            _noRoll[s] = TreatmentPlanner.NoRoll(matrix.Row(s), unit.Rank, s);
        }
    }

    /// <summary>P(no roll) of an account when nothing is done.</summary>
    public double NoRoll(in PlanAccount account) =>
        double.IsNaN(account.NoRoll) ? _noRoll[account.State] : account.NoRoll;

    /// <summary>Value of every action in the first cycle.</summary>
    /// <param name="account">The account.</param>
    /// <param name="values">Receives one value per action, in currency units.</param>
    public void Values(in PlanAccount account, Span<double> values)
    {
        var (actions, q) = (_planner.Settings.Actions, NoRoll(account));
        var quiet = Look(account, 0);
        var contacted = Look(account, 1);
        for (var a = 0; a < actions.Count; a++)
        {
            var next = a == 0 ? quiet : contacted;
            var action = actions[a].In(account.State);
            values[a] = next.Mean(action.NoRoll(q)) - Cost(action, account);
        }
    }

    /// <summary>How much an action must raise P(no roll) of an account to pay for itself.</summary>
    public BreakEven Even(in PlanAccount account, int action) =>
        BreakEven.Of(
            Cost(_planner.Settings.Actions[action], account),
            Look(account, 0),
            NoRoll(account)
        );

    private double Cost(in TreatmentAction action, in PlanAccount account) =>
        action.Cost
        + _planner.Settings.FatigueOf(
            action,
            System.Numerics.BitOperations.PopCount((uint)account.History),
            account.Clv
        );

    // what not rolling and rolling are worth after an action; 0 = none
    private Outlook Look(in PlanAccount account, int action)
    {
        var n = _matrix.Count;
        Span<double> cash = stackalloc double[n];
        Span<double> after = stackalloc double[n];
        Cash(account, cash);
        _surface.Second(
            account.Bill,
            account.Clv,
            TreatmentPlanner.After(account.History, action),
            after
        );
        return Outlook.Of(
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
