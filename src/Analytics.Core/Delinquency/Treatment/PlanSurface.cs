using Analytics.Core.Delinquency.Rolls;

namespace Analytics.Core.Delinquency.Treatment;

/// <summary>
/// What not rolling and rolling are worth after the first cycle, over a grid of bills and lifetime values, so that millions of accounts need no solving of
/// their own: the plan is solved at the knots and interpolated between them.
/// </summary>
public sealed class PlanSurface
{
    private readonly PlanKnots _knots;
    private readonly int _states;
    private readonly Outlook[] _after;

    private PlanSurface(PlanKnots knots, int states, Outlook[] after) =>
        (_knots, _states, _after) = (knots, states, after);

    /// <summary>Solves at every knot.</summary>
    /// <param name="planner">The assumptions.</param>
    /// <param name="matrix">Transitions when nothing is done.</param>
    /// <param name="economyOf">The money in the states for one bill.</param>
    /// <param name="knots">The knots.</param>
    public static PlanSurface Solve(
        TreatmentPlanner planner,
        TransitionMatrix matrix,
        Func<double, Economy> economyOf,
        PlanKnots knots
    )
    {
        var states = matrix.Count;
        var width = TreatmentPlanner.Histories * states;
        var after = new Outlook[knots.Count * width];
        var nothing = new double[states];
        for (var b = 0; b < knots.Bills.Length; b++)
        {
            var economy = economyOf(knots.Bills[b]);
            for (var c = 0; c < knots.Clvs.Length; c++)
            {
                var second = planner.Solve(matrix, economy, knots.Clvs[c]).Second;
                for (var i = 0; i < width; i++)
                {
                    after[(((b * knots.Clvs.Length) + c) * width) + i] = Outlook.Of(
                        matrix.Row(i % states),
                        economy.Rank,
                        i % states,
                        nothing,
                        second.AsSpan(i / states * states, states),
                        planner.Settings.Discount
                    );
                }
            }
        }

        return new PlanSurface(knots, states, after);
    }

    /// <summary>What lies after the first cycle, discounted to its beginning.</summary>
    /// <param name="place">Where the account's bill and lifetime value stand among the knots.</param>
    /// <param name="history">Contacts after the first cycle.</param>
    /// <param name="state">The state at hand.</param>
    public Outlook After(in PlanPlace place, int history, int state)
    {
        var (width, row) = (TreatmentPlanner.Histories * _states, _knots.Clvs.Length);
        var cell = (history * _states) + state;
        var low = (place.Bill * row) + place.Clv;
        var high = (place.NextBill * row) + place.Clv;
        var step = place.NextClv - place.Clv;
        ref readonly var a = ref _after[(low * width) + cell];
        ref readonly var b = ref _after[((low + step) * width) + cell];
        ref readonly var c = ref _after[(high * width) + cell];
        ref readonly var d = ref _after[((high + step) * width) + cell];
        return new Outlook(
            place.Mean(a.Good, b.Good, c.Good, d.Good),
            place.Mean(a.Bad, b.Bad, c.Bad, d.Bad),
            a.CanChange
        );
    }
}
