using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>Logs and inverses of alpha + time by grid step; without a grid they are computed cell by cell.</summary>
internal readonly struct CellTimes
{
    private readonly double _alpha;
    private readonly double[] _log;
    private readonly double[] _inverse;

    private CellTimes(double alpha, int steps, double step)
    {
        (_alpha, _log, _inverse) = (alpha, new double[steps], new double[steps]);
        for (var at = 0; at < steps; at++)
        {
            _log[at] = Math.Log(alpha + (at * step));
            _inverse[at] = 1 / (alpha + (at * step));
        }
    }

    public static CellTimes Of(double alpha, SummaryCells cells) =>
        new(alpha, cells.HasGrid ? cells.MaxGridAge + 1 : 0, cells.GridStep);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FourTimes Of(SummaryCells cells, in FourCells four)
    {
        var (age, recency) = (four.Of(cells.Age), four.Of(cells.Recency));
        if (_log.Length > 0)
        {
            return new FourTimes
            {
                LogAge = four.Of(_log, cells.GridAge),
                LogLast = four.Of(_log, cells.GridRecency),
                InverseAge = four.Of(_inverse, cells.GridAge),
                InverseLast = four.Of(_inverse, cells.GridRecency),
                Since = age - recency,
            };
        }

        var (atAge, atLast) = (age + Vector256.Create(_alpha), recency + Vector256.Create(_alpha));
        return new FourTimes
        {
            LogAge = Vector256.Log(atAge),
            LogLast = Vector256.Log(atLast),
            InverseAge = Vector256<double>.One / atAge,
            InverseLast = Vector256<double>.One / atLast,
            Since = age - recency,
        };
    }
}

/// <summary>Four cells' ln(alpha + T), ln(alpha + t_x), their inverses and T - t_x.</summary>
internal readonly ref struct FourTimes
{
    public Vector256<double> LogAge { get; init; }

    public Vector256<double> LogLast { get; init; }

    public Vector256<double> InverseAge { get; init; }

    public Vector256<double> InverseLast { get; init; }

    public Vector256<double> Since { get; init; }
}
