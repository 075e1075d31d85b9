using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;

namespace Analytics.Core.Value;

/// <summary>
/// The likelihood with what a new customer is expected to buy, ln E[X(t)], in the place of the first parameter, the shape of buying, which it
/// rises with: so that it can be held like any parameter while the others move.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="horizon">t, in its periods.</param>
/// <param name="mode">The logs of the parameters at the optimum.</param>
/// <param name="likelihood">-LL by the logs of the parameters.</param>
internal sealed class NewCustomerCoordinates(
    ILifetimeModel model,
    double horizon,
    double[] mode,
    Objective likelihood
)
{
    // sums over purchases take as long as there are purchases
    private const double FarthestRate = 1000;
    private const double Step = 1e-5;
    private const double Near = 1e-13;
    private const int MostSteps = 60;

    /// <summary>ln E[X(t)] at the logs of the parameters; infinity where customers buy at a thousand times the rate of the optimum.</summary>
    public double LogExpected(ReadOnlySpan<double> logs)
    {
        if (logs[0] - logs[1] > mode[0] - mode[1] + Math.Log(FarthestRate))
        {
            return double.PositiveInfinity;
        }

        Span<double> parameters = stackalloc double[logs.Length];
        for (var i = 0; i < logs.Length; i++)
        {
            parameters[i] = Math.Exp(logs[i]);
        }

        return Math.Log(model.At(parameters).ExpectedNew(horizon));
    }

    /// <summary>-LL and its gradient by ln E[X(t)] and the logs of all parameters but the first; infinity where no first parameter gives that E[X(t)].</summary>
    /// <param name="point">The coordinates.</param>
    /// <param name="gradient">Overwritten.</param>
    public double Likelihood(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var logs = point.ToArray();
        logs[0] = mode[0];
        if (!TrySolve(logs, point[0]))
        {
            gradient.Clear();
            return double.PositiveInfinity;
        }

        var value = likelihood(logs, gradient);
        var slopes = Slopes(logs);
        gradient[0] /= slopes[0];
        for (var i = 1; i < gradient.Length; i++)
        {
            gradient[i] -= gradient[0] * slopes[i];
        }

        return value;
    }

    /// <summary>Second derivatives of -LL at the optimum in these coordinates.</summary>
    /// <param name="curvature">Second derivatives by the logs of the parameters there.</param>
    public double[] Curvature(ReadOnlySpan<double> curvature)
    {
        if (curvature.IsEmpty)
        {
            return [];
        }

        var n = mode.Length;
        var slopes = Slopes([.. mode]);
        // the logs by the new coordinates: only the first one depends on all
        var first = new double[n];
        first[0] = 1 / slopes[0];
        for (var i = 1; i < n; i++)
        {
            first[i] = -slopes[i] / slopes[0];
        }

        var turned = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var (own, other) = (i > 0 ? 1 : 0, j > 0 ? 1 : 0);
                turned[(i * n) + j] =
                    (first[i] * first[j] * curvature[0])
                    + (first[i] * other * curvature[j])
                    + (own * first[j] * curvature[i * n])
                    + (own * other * curvature[(i * n) + j]);
            }
        }

        return turned;
    }

    private bool TrySolve(double[] logs, double target)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var gap = LogExpected(logs) - target;
            if (Math.Abs(gap) <= Near * (1 + Math.Abs(target)))
            {
                return true;
            }

            var move = gap / Slope(logs, 0);
            if (!double.IsFinite(move))
            {
                return false;
            }

            logs[0] -= Math.Clamp(move, -2, 2);
        }

        return false;
    }

    private double[] Slopes(double[] logs)
    {
        var slopes = new double[logs.Length];
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] = Slope(logs, i);
        }

        return slopes;
    }

    private double Slope(double[] logs, int parameter)
    {
        var at = logs[parameter];
        logs[parameter] = at + Step;
        var up = LogExpected(logs);
        logs[parameter] = at - Step;
        var down = LogExpected(logs);
        logs[parameter] = at;
        return (up - down) / (2 * Step);
    }
}
