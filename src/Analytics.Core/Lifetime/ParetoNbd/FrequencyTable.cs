using System.Runtime.Intrinsics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>
/// What the likelihood of one frequency needs of each grid day. With W(t) = (alpha + t)^-(r + x) (beta + t)^-s and G(t) the integral of
/// W / (beta + t) from t to the last day, a history has the likelihood [W(T) - s G(T)] + [s G(t_x)]: the first is "here" by age, the second
/// "gone" by recency, and a cell is one addition. Both are positive, since s G(T) is at most W(T), so nothing cancels. Relative to W on the last
/// day. Beside the value stand what it takes for the derivatives: by r (the moments of ln(alpha + t)), alpha (1/(alpha + t)), s and beta.
/// </summary>
internal sealed class FrequencyTable
{
    /// <summary>Log units between first and last day beyond which a double would overflow.</summary>
    private const double WidestRange = 600;

    private readonly int _firstDay;
    private readonly double[] _alive;
    private readonly Vector256<double>[] _here;
    private readonly Vector256<double>[] _gone;
    private readonly double[] _hereByBeta;
    private readonly double[] _goneByBeta;

    private FrequencyTable(DayNodes nodes, double shape, int firstDay, int lastDay)
    {
        var (days, s) = (lastDay - firstDay + 1, nodes.Parameters.S);
        _firstDay = firstDay;
        _alive = new double[days];
        _here = new Vector256<double>[days];
        _gone = new Vector256<double>[days];
        _hereByBeta = new double[days];
        _goneByBeta = new double[days];
        LogLast = (-shape * nodes.LogA[lastDay]) - (s * nodes.LogB[lastDay]);
        var (gone, goneByBeta) = (Vector256<double>.Zero, 0.0);
        for (var day = lastDay; day >= firstDay; day--)
        {
            var at = day - firstDay;
            var (logA, logB) = (nodes.LogA[day], nodes.LogB[day]);
            var (inverseA, inverseB) = (nodes.InverseA[day], nodes.InverseB[day]);
            var alive = Math.Exp((-shape * logA) - (s * logB) - LogLast);
            if (day < lastDay)
            {
                var own = nodes.Day(shape, day).Times(alive * inverseB);
                gone += Vector256.Create(
                    s * own.Value,
                    s * own.LogA,
                    s * own.InverseA,
                    (s * own.LogB) - own.Value
                );
                goneByBeta += s * (s + 1) * own.InverseB;
            }

            (_alive[at], _gone[at], _goneByBeta[at]) = (alive, gone, goneByBeta);
            _here[at] = (alive * Vector256.Create(1, logA, inverseA, logB)) - gone;
            _hereByBeta[at] = (alive * s * inverseB) - goneByBeta;
        }
    }

    /// <summary>ln W of the last day.</summary>
    public double LogLast { get; }

    /// <summary>The table for the days from first to last; null where they are too far apart for numbers relative to the last.</summary>
    public static FrequencyTable? Of(DayNodes nodes, double shape, int firstDay, int lastDay)
    {
        var range =
            (shape * (nodes.LogA[lastDay] - nodes.LogA[firstDay]))
            + ((nodes.Parameters.S + 1) * (nodes.LogB[lastDay] - nodes.LogB[firstDay]));
        return range < WidestRange ? new FrequencyTable(nodes, shape, firstDay, lastDay) : null;
    }

    /// <summary>The likelihood of a cell and what its derivatives by r, alpha and s take from it.</summary>
    public Vector256<double> Likelihood(SummaryCells cells, int cell) =>
        _here[cells.GridAge[cell] - _firstDay] + _gone[cells.GridRecency[cell] - _firstDay];

    /// <summary>What the derivative by beta takes from the likelihood of a cell.</summary>
    public double ByBeta(SummaryCells cells, int cell) =>
        _hereByBeta[cells.GridAge[cell] - _firstDay]
        + _goneByBeta[cells.GridRecency[cell] - _firstDay];

    /// <summary>P(alive at T) of a cell.</summary>
    public double Alive(SummaryCells cells, int cell) =>
        Math.Clamp(
            _alive[cells.GridAge[cell] - _firstDay]
                / (
                    _here[cells.GridAge[cell] - _firstDay].ToScalar()
                    + _gone[cells.GridRecency[cell] - _firstDay].ToScalar()
                ),
            0,
            1
        );
}
