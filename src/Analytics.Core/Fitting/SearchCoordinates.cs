using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;

namespace Analytics.Core.Fitting;

/// <summary>
/// The coordinates in which the parameters of a lifetime model are searched, all logs. Parameters come in pairs, one of buying and one of leaving: a
/// shape with a time (gamma), or two shapes (beta). Data tell the ratio of a pair, a mean, far better than its size, which says how far customers
/// differ: size and ratio as coordinates make of a narrow slanting valley a straight one, and of a pair that runs to infinity together one
/// coordinate at its limit.
/// </summary>
internal sealed class SearchCoordinates
{
    // customers whose rates differ by 1 % are alike: further out nothing changes but the digits that are lost
    private const double LargestShape = 10_000;
    private const double WidestOdds = 20;

    // of each parameter the one it is the ratio to; -1 = it stands for itself
    private readonly int[] _base;

    /// <summary>The coordinates of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="bound">Smallest and largest log of what stands for itself, shapes excepted at the upper end.</param>
    public SearchCoordinates(ILifetimeModel model, double bound)
    {
        var roles = model.Parameters;
        _base = [.. Enumerable.Repeat(-1, roles.Count)];
        for (var i = 0; i + 1 < roles.Count; i++)
        {
            if (
                roles[i].IsDropout == roles[i + 1].IsDropout
                && !roles[i].IsCoefficient
                && !roles[i + 1].IsCoefficient
            )
            {
                // a gamma has its shape first; of a beta the second one says how rare the event is
                if (roles[i + 1].IsTime)
                {
                    _base[i + 1] = i;
                }
                else
                {
                    _base[i] = i + 1;
                }

                i++;
            }
        }

        Box =
        [
            .. roles.Select(
                (role, i) =>
                    _base[i] >= 0 && !role.IsTime ? (-WidestOdds, WidestOdds)
                    : role.IsCoefficient || role.IsTime ? (-bound, bound)
                    : (-bound, Math.Log(LargestShape))
            ),
        ];
    }

    /// <summary>The limits of each coordinate.</summary>
    public IReadOnlyList<(double Lower, double Upper)> Box { get; }

    /// <summary>The coordinates of parameters given by their logs.</summary>
    public double[] Of(ReadOnlySpan<double> logs)
    {
        var point = logs.ToArray();
        for (var i = 0; i < point.Length; i++)
        {
            point[i] -= _base[i] < 0 ? 0 : logs[_base[i]];
        }

        return point;
    }

    /// <summary>The logs of the parameters at a point.</summary>
    public double[] Logs(ReadOnlySpan<double> point)
    {
        var logs = point.ToArray();
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] += _base[i] < 0 ? 0 : point[_base[i]];
        }

        return logs;
    }

    /// <summary>A function of the logs as one of the coordinates.</summary>
    public Objective Of(Objective ofLogs) =>
        (point, gradient) =>
        {
            var value = ofLogs(Logs(point), gradient);
            for (var i = 0; i < gradient.Length; i++)
            {
                // the slope by the other of the pair is not changed: a base has none itself
                if (_base[i] >= 0)
                {
                    gradient[_base[i]] += gradient[i];
                }
            }

            return value;
        };

    /// <summary>Second derivatives by the coordinates as those by the logs.</summary>
    public double[] ByLogs(double[] hessian)
    {
        if (hessian.Length == 0)
        {
            return hessian;
        }

        var n = _base.Length;
        var result = (double[])hessian.Clone();
        // a base stands in its own coordinate and, with the other sign, in that of its partner
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n && _base[i] >= 0; j++)
            {
                result[(_base[i] * n) + j] -= result[(i * n) + j];
            }
        }

        for (var j = 0; j < n; j++)
        {
            for (var i = 0; i < n && _base[j] >= 0; i++)
            {
                result[(i * n) + _base[j]] -= result[(i * n) + j];
            }
        }

        return result;
    }
}
