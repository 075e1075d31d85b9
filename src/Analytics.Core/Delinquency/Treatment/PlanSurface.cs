using Analytics.Core.Delinquency.Rolls;

namespace Analytics.Core.Delinquency.Treatment;

/// <summary>
/// The value of every state over a grid of bills and lifetime values, so that millions of accounts need no solving of their own: the plan is
/// solved at the knots and interpolated between them.
/// </summary>
public sealed class PlanSurface
{
    private readonly double[] _bills;
    private readonly double[] _clvs;
    private readonly double[][] _second;
    private readonly int _states;

    private PlanSurface(double[] bills, double[] clvs, int states, double[][] second) =>
        (_bills, _clvs, _states, _second) = (bills, clvs, states, second);

    /// <summary>Solves at every knot.</summary>
    /// <param name="planner">The assumptions.</param>
    /// <param name="matrix">Transitions when nothing is done.</param>
    /// <param name="economyOf">The money in the states for one bill.</param>
    /// <param name="bills">Knots of the bill, ascending, at least one.</param>
    /// <param name="clvs">Knots of the lifetime value, ascending, at least one.</param>
    public static PlanSurface Solve(
        TreatmentPlanner planner,
        TransitionMatrix matrix,
        Func<double, Economy> economyOf,
        double[] bills,
        double[] clvs
    )
    {
        var second = new double[bills.Length * clvs.Length][];
        for (var b = 0; b < bills.Length; b++)
        {
            var economy = economyOf(bills[b]);
            for (var c = 0; c < clvs.Length; c++)
            {
                second[(b * clvs.Length) + c] = planner.Solve(matrix, economy, clvs[c]).Second;
            }
        }

        return new PlanSurface(bills, clvs, matrix.Count, second);
    }

    /// <summary>Knots from 0 to the largest value: 0 and powers of two below it.</summary>
    /// <param name="largest">The largest value, 0 or more.</param>
    /// <param name="count">Number of knots above 0.</param>
    public static double[] Knots(double largest, int count)
    {
        if (!(largest > 0))
        {
            return [0];
        }

        var knots = new double[count + 1];
        for (var i = 1; i <= count; i++)
        {
            knots[i] = largest / Math.Pow(2, count - i);
        }

        return knots;
    }

    /// <summary>Value of each state from the second cycle on.</summary>
    /// <param name="bill">The account's bill.</param>
    /// <param name="clv">Its lifetime value.</param>
    /// <param name="history">Contacts after the first cycle.</param>
    /// <param name="values">Receives one value per state.</param>
    public void Second(double bill, double clv, int history, Span<double> values)
    {
        var (b, bw) = Place(_bills, bill);
        var (c, cw) = Place(_clvs, clv);
        var low = _second[(b * _clvs.Length) + c].AsSpan(history * _states, _states);
        var lowRight = At(b, c + 1, history);
        var high = At(b + 1, c, history);
        var highRight = At(b + 1, c + 1, history);
        for (var s = 0; s < _states; s++)
        {
            values[s] =
                ((1 - bw) * (((1 - cw) * low[s]) + (cw * lowRight[s])))
                + (bw * (((1 - cw) * high[s]) + (cw * highRight[s])));
        }
    }

    private ReadOnlySpan<double> At(int b, int c, int history) =>
        _second[(Math.Min(b, _bills.Length - 1) * _clvs.Length) + Math.Min(c, _clvs.Length - 1)]
            .AsSpan(history * _states, _states);

    private static (int Index, double Weight) Place(double[] knots, double value)
    {
        var i = 0;
        while (i + 2 < knots.Length && knots[i + 1] <= value)
        {
            i++;
        }

        return knots.Length == 1
            ? (0, 0)
            : (i, Math.Clamp((value - knots[i]) / (knots[i + 1] - knots[i]), 0, 1));
    }
}
