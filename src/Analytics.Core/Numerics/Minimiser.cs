using Analytics.Core.Fitting;

namespace Analytics.Core.Numerics;

/// <summary>BFGS inside a box with a Newton polish at the end; for a handful of coordinates of order one (log parameters).</summary>
public static class Minimiser
{
    private const int MostGainless = 3;

    /// <summary>Searches from <paramref name="start"/>.</summary>
    public static Minimum Search(
        Objective objective,
        ReadOnlySpan<double> start,
        MinimiserOptions options
    )
    {
        var state = new BfgsState(objective, start, options);
        if (!double.IsFinite(state.Value))
        {
            return new Minimum(
                start.ToArray(),
                state.Value,
                double.PositiveInfinity,
                0,
                ExitReason.NotFinite,
                []
            );
        }

        var iterations = 0;
        // hand over to Newton well before the acceptance level: the polish converges quadratically from there
        var handOver = Math.Min(options.Tolerance, 1e-6);
        var (gainless, before) = (0, state.Value);
        while (
            iterations < options.MaxIterations && !state.IsFlat(handOver) && gainless < MostGainless
        )
        {
            iterations++;
            if (!state.Step())
            {
                break;
            }

            // gains of the size of rounding: the valley floor is reached, the gradient must tell the rest
            gainless =
                before - state.Value < 1e-12 * (1 + Math.Abs(state.Value)) ? gainless + 1 : 0;
            before = state.Value;
        }

        var hessian = options.Polish ? state.Polish(options.PolishTolerance, ref iterations) : [];
        var exit =
            state.IsFlat(options.Tolerance) ? ExitReason.GradientSmall
            : iterations >= options.MaxIterations ? ExitReason.IterationLimit
            : ExitReason.NoProgress;
        return new Minimum(state.Point, state.Value, state.FreeNorm(), iterations, exit, hessian);
    }

    /// <summary>Second derivatives by central differences of the gradient, made symmetric.</summary>
    public static double[] Hessian(
        Objective objective,
        ReadOnlySpan<double> point,
        double step = 1e-4
    )
    {
        var n = point.Length;
        var hessian = new double[n * n];
        var moved = point.ToArray();
        var (up, down) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            moved[i] = point[i] + step;
            objective(moved, up);
            moved[i] = point[i] - step;
            objective(moved, down);
            moved[i] = point[i];
            for (var j = 0; j < n; j++)
            {
                var slope = (up[j] - down[j]) / (4 * step);
                hessian[(i * n) + j] += slope;
                hessian[(j * n) + i] += slope;
            }
        }

        return hessian;
    }
}

/// <summary>A function to be made small; fills its gradient and returns its value. Infinity means: not here.</summary>
public delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>How long and how closely to search.</summary>
public sealed record MinimiserOptions
{
    /// <summary>Each coordinate stays within minus and plus this bound.</summary>
    public double Bound { get; init; } = 14;

    /// <summary>The limits of each coordinate in place of that bound; empty = the bound holds for all.</summary>
    public IReadOnlyList<(double Lower, double Upper)> Box { get; init; } = [];

    /// <summary>Accepted as an optimum when |gradient| is at most this times (1 + |value|).</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>Where the polish stops: the same measure, far below the acceptance.</summary>
    public double PolishTolerance { get; init; } = 1e-10;

    /// <summary>Second derivatives known from a like problem, to begin with; empty where none are.</summary>
    public double[] Curvature { get; init; } = [];

    /// <summary>False for a search that only looks which valley is deepest.</summary>
    public bool Polish { get; init; } = true;

    /// <summary>Quasi-Newton steps at most.</summary>
    public int MaxIterations { get; init; } = 300;
}

/// <summary>Where a search ended.</summary>
/// <param name="Point">The best point.</param>
/// <param name="Value">Its value.</param>
/// <param name="GradientNorm">Euclidean norm of the gradient, coordinates held at a bound left out.</param>
/// <param name="Iterations">Quasi-Newton and polishing steps.</param>
/// <param name="Exit">Why it ended.</param>
/// <param name="Hessian">Second derivatives at the point, row by row; empty when not finite.</param>
public sealed record Minimum(
    double[] Point,
    double Value,
    double GradientNorm,
    int Iterations,
    ExitReason Exit,
    double[] Hessian
);
