using System.Runtime.Intrinsics;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.ParetoNbd;

/// <summary>
/// Quadrature nodes within each grid day with the logs of alpha + time and beta + time there, made once per parameter set and used by every
/// frequency. Days on which the integrand changes fast (early days under many purchases) are cut finer.
/// </summary>
internal sealed class DayNodes
{
    // four Gauss-Legendre nodes integrate e^-v over v of length 1 to 2e-11 relative
    private const double LongestFall = 1.0;

    // a singularity six lengths away leaves 1e-11
    private const double LeastDistance = 6;
    private const int MostPieces = 16;
    private readonly ParetoNbdParameters _p;
    private readonly double _step;
    private readonly double _power;
    private readonly int[] _start;
    private readonly double[] _weight;
    private readonly double[] _logA;
    private readonly double[] _inverseA;
    private readonly double[] _logB;
    private readonly double[] _inverseB;

    private DayNodes(ParetoNbdParameters p, double step, int lastDay, double largestShape)
    {
        (_p, _step, _power) = (p, step, p.S + 1);
        LogA = new double[lastDay + 1];
        LogB = new double[lastDay + 1];
        InverseA = new double[lastDay + 1];
        InverseB = new double[lastDay + 1];
        _start = new int[lastDay + 2];
        var rule = GaussLegendre.Four;
        for (var day = 0; day <= lastDay; day++)
        {
            LogA[day] = Math.Log(p.Alpha + (day * step));
            LogB[day] = Math.Log(p.Beta + (day * step));
            InverseA[day] = 1 / (p.Alpha + (day * step));
            InverseB[day] = 1 / (p.Beta + (day * step));
            _start[day + 1] = _start[day] + (rule.Nodes.Length * Pieces(day, largestShape));
        }

        var count = _start[^1];
        _weight = new double[count];
        _logA = new double[count];
        _inverseA = new double[count];
        _logB = new double[count];
        _inverseB = new double[count];
        for (var day = 0; day <= lastDay; day++)
        {
            var length = step * rule.Nodes.Length / (_start[day + 1] - _start[day]);
            for (var n = _start[day]; n < _start[day + 1]; n++)
            {
                var k = (n - _start[day]) % rule.Nodes.Length;
                var piece = (n - _start[day]) / rule.Nodes.Length;
                var time = (day * step) + (length * (piece + ((1 + rule.Nodes[k]) / 2)));
                _weight[n] = rule.Weights[k] * length / 2;
                _logA[n] = Math.Log(p.Alpha + time);
                _inverseA[n] = 1 / (p.Alpha + time);
                _logB[n] = Math.Log(p.Beta + time);
                _inverseB[n] = 1 / (p.Beta + time);
            }
        }
    }

    /// <summary>ln(alpha + day) by grid day.</summary>
    public double[] LogA { get; }

    /// <summary>ln(beta + day) by grid day.</summary>
    public double[] LogB { get; }

    /// <summary>1/(alpha + day) by grid day.</summary>
    public double[] InverseA { get; }

    /// <summary>1/(beta + day) by grid day.</summary>
    public double[] InverseB { get; }

    /// <summary>The parameters.</summary>
    public ParetoNbdParameters Parameters => _p;

    /// <summary>The nodes for the grid of a table of histories.</summary>
    public static DayNodes Of(ParetoNbdParameters p, SummaryCells cells) =>
        new(p, cells.GridStep, cells.MaxGridAge, cells.DistinctFrequency[^1] + p.R);

    /// <summary>
    /// The integral over one day of (alpha + t)^-shape (beta + t)^-(s + 1), relative to its integrand at the beginning, with its moments of
    /// ln(alpha + t), 1/(alpha + t), ln(beta + t), 1/(beta + t): from the nodes, or by a quadrature of its own where it falls too fast for them.
    /// </summary>
    public PowerIntegral Day(double shape, int day)
    {
        var (a, b) = (_p.Alpha + (day * _step), _p.Beta + (day * _step));
        var pieces = (_start[day + 1] - _start[day]) / GaussLegendre.Four.Nodes.Length;
        if (Needed(shape, a, b) > pieces)
        {
            var exact = PowerIntegral.Of(shape, a, _power, b, _step);
            return exact with
            {
                LogA = exact.LogA + (LogA[day] * exact.Value),
                LogB = exact.LogB + (LogB[day] * exact.Value),
            };
        }

        var (value, logA, inverseA, logB, inverseB) = (
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero,
            Vector256<double>.Zero
        );
        var level = Vector256.Create((shape * LogA[day]) + (_power * LogB[day]));
        for (var n = _start[day]; n < _start[day + 1]; n += Vector256<double>.Count)
        {
            var (la, lb) = (Vector256.Create(_logA, n), Vector256.Create(_logB, n));
            var f =
                Vector256.Create(_weight, n) * Vector256.Exp(level - (shape * la) - (_power * lb));
            value += f;
            logA += f * la;
            inverseA += f * Vector256.Create(_inverseA, n);
            logB += f * lb;
            inverseB += f * Vector256.Create(_inverseB, n);
        }

        return new PowerIntegral(
            Vector256.Sum(value),
            Vector256.Sum(logA),
            Vector256.Sum(inverseA),
            Vector256.Sum(logB),
            Vector256.Sum(inverseB)
        );
    }

    private int Pieces(int day, double largestShape)
    {
        // a frequency x mostly needs x days, so the shape that matters on a day is mostly below r + day; the rest has a way of its own
        var shape = Math.Min(largestShape, _p.R + day + 1);
        var needed = Needed(shape, _p.Alpha + (day * _step), _p.Beta + (day * _step));
        return (int)Math.Clamp(Math.Ceiling(needed), 1, MostPieces);
    }

    /// <summary>Pieces a day must be cut into: by how far the integrand falls, and by how near its singularity is.</summary>
    private double Needed(double shape, double a, double b) =>
        Math.Max(
            _step * ((shape / a) + (_power / b)) / LongestFall,
            _step / Math.Min(a, b) * LeastDistance
        );
}
