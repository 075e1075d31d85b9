using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;

namespace Analytics.Core.Value;

/// <summary>
/// Draws of the population parameters given the data: independence Metropolis around the optimum with a multivariate t proposal (5 degrees of
/// freedom) in the logs of the parameters, at times a wider one, which reaches the far ends of a ridge; one likelihood over the cells per step.
/// The prior of a length of time or an amount is flat in its logarithm, that of a covariate's coefficient flat. A shape theta has a half-Cauchy prior on its coefficient of variation
/// 1/sqrt(theta) with its median at 2, density sqrt(theta) / (1 + 4 theta) by log theta (Gelman 2006): a prior flat there too would give endless
/// weight to customers who all leave alike, along the ridge of the likelihood. With this scale the truth is missed on both sides alike (see the
/// coverage study).
/// </summary>
/// <param name="Draws">Parameters, one row per draw.</param>
/// <param name="AcceptanceRate">Share of proposals taken; above .3 the optimum describes the posterior well.</param>
public sealed record ParameterPosterior(double[][] Draws, double AcceptanceRate)
{
    private const double Freedom = 5;

    // how often a move is wide, and how much wider: tried in the coverage study, see its results
    private const double WideShare = 0.3;
    private const double WideScale = 2.5;

    // one over the square of the median coefficient of variation
    private const double Spread = 0.25;
    private const int FewestSteps = 3;
    private const int MostSteps = 40;
    private const int BurnIn = 60;

    /// <summary>Steps that describe the posterior without leaving any out: so many draws need not be independent of each other.</summary>
    private const int LongChain = 2500;

    /// <summary>Chance that a kept draw is the one before, as the acceptance during burn-in tells.</summary>
    private const double Repeat = 0.01;

    /// <summary>Samples around a fit.</summary>
    /// <param name="fit">A fit that is fit for use.</param>
    /// <param name="cells">The histories it was made from.</param>
    /// <param name="draws">Number of draws kept; between few of them the chain makes enough steps to forget, of thousands every step is kept.</param>
    /// <param name="seed">Same seed, same draws.</param>
    /// <param name="threads">At least 1; changes no bit.</param>
    /// <exception cref="ModelFault">The model is not fit for use.</exception>
    public static ParameterPosterior Sample(
        FitReport fit,
        SummaryCells cells,
        int draws,
        long seed,
        int threads
    )
    {
        if (!fit.IsFit)
        {
            throw new ModelFault($"{fit.Name} is not fit for use: {fit.Diagnosis.Words}");
        }

        return Around(
            fit.Parameters,
            fit.Curvature,
            (p, gradient) => fit.Model.LogLikelihood(p, cells, gradient, threads),
            i => fit.Model.Parameters[i] is { IsTime: false, IsCoefficient: false },
            draws,
            seed
        );
    }

    /// <summary>Samples around a fit of spend.</summary>
    /// <param name="fit">A fit that is fit for use.</param>
    /// <param name="cells">The spend it was made from.</param>
    /// <param name="draws">Number of draws kept.</param>
    /// <param name="seed">Same seed, same draws.</param>
    /// <param name="threads">At least 1; changes no bit.</param>
    /// <exception cref="ModelFault">The model is not fit for use.</exception>
    public static ParameterPosterior Sample(
        SpendFit fit,
        SpendCells cells,
        int draws,
        long seed,
        int threads
    )
    {
        if (!fit.IsFit)
        {
            throw new ModelFault($"gamma-gamma is not fit for use: {fit.Diagnosis.Words}");
        }

        return Around(
            [fit.Parameters.P, fit.Parameters.Q, fit.Parameters.V],
            fit.Curvature,
            (p, gradient) =>
                GammaGammaKernel.LogLikelihood(
                    GammaGammaParameters.From(p),
                    cells,
                    gradient,
                    threads
                ),
            i => i < 2,
            draws,
            seed
        );
    }

    /// <summary>
    /// Samples likelihood times prior around the optimum of both together: on a ridge the likelihood alone peaks far from where the mass lies.
    /// </summary>
    private static ParameterPosterior Around(
        double[] optimum,
        double[] curvature,
        LogDensity logLikelihood,
        Func<int, bool> isShape,
        int draws,
        long seed
    )
    {
        var n = optimum.Length;
        var parameters = new double[n];
        Objective objective = (point, gradient) =>
        {
            // logs relative to the optimum, so that the search begins at 0 and no bound is near
            for (var i = 0; i < n; i++)
            {
                parameters[i] = optimum[i] * Math.Exp(point[i]);
            }

            var value = logLikelihood(parameters, gradient) + LogPrior(parameters, isShape);
            for (var i = 0; i < n; i++)
            {
                var slope = isShape(i) ? 0.5 - (parameters[i] / (Spread + parameters[i])) : 0;
                gradient[i] = -((gradient[i] * parameters[i]) + slope);
            }

            return double.IsNaN(value) ? double.PositiveInfinity : -value;
        };
        var found = Minimiser.Search(
            objective,
            new double[n],
            new MinimiserOptions { Curvature = curvature }
        );
        var isFound = found.Exit == ExitReason.GradientSmall && found.Hessian.Length > 0;
        var none = new double[n];
        return Chain(
            isFound ? Moved(optimum, found.Point) : optimum,
            isFound ? found.Hessian : curvature,
            p => logLikelihood(p, none) + LogPrior(p, isShape),
            draws,
            seed
        );
    }

    private static double LogPrior(ReadOnlySpan<double> parameters, Func<int, bool> isShape)
    {
        var sum = 0.0;
        for (var i = 0; i < parameters.Length; i++)
        {
            sum += isShape(i)
                ? (0.5 * Math.Log(parameters[i])) - Accurate.Log1p(parameters[i] / Spread)
                : 0;
        }

        return sum;
    }

    /// <summary>Samples any density of positive parameters.</summary>
    /// <param name="mode">The optimum.</param>
    /// <param name="curvature">Second derivatives of -LL by the logs of the parameters there.</param>
    /// <param name="logLikelihood">Likelihood and prior by the logs of the parameters.</param>
    /// <param name="draws">Number of draws kept.</param>
    /// <param name="seed">Same seed, same draws.</param>
    public static ParameterPosterior Chain(
        double[] mode,
        ReadOnlySpan<double> curvature,
        Func<double[], double> logLikelihood,
        int draws,
        long seed
    )
    {
        var n = mode.Length;
        var lower = Factor(curvature, n);
        var chance = new Chance(seed, 0);
        var current = new double[n];
        var (currentValue, currentProposal) = (logLikelihood(mode), 0.0);
        var kept = new List<double[]>(draws);
        var (accepted, steps, thinning) = (0, 0, FewestSteps);
        for (; kept.Count < draws; steps++)
        {
            var (move, density) = Propose(lower, n, ref chance);
            var candidate = Moved(mode, move);
            var value = logLikelihood(candidate);
            // ratio of target over proposal; a value that is no number is never taken
            var log = value - density - (currentValue - currentProposal);
            if (
                Math.Log(1 - chance.Uniform()) < log
                && Array.TrueForAll(candidate, double.IsFinite)
            )
            {
                (current, currentValue, currentProposal) = (move, value, density);
                accepted++;
            }

            if (steps + 1 == BurnIn)
            {
                var share = Math.Clamp((double)accepted / BurnIn, 0.05, 0.95);
                var independent = Math.Clamp(
                    (int)Math.Ceiling(Math.Log(Repeat) / Accurate.Log1p(-share)),
                    FewestSteps,
                    MostSteps
                );
                thinning = Math.Min(independent, Math.Max(1, LongChain / draws));
            }

            if (steps >= BurnIn && (steps - BurnIn) % thinning == 0)
            {
                kept.Add(Moved(mode, current));
            }
        }

        return new ParameterPosterior([.. kept], (double)accepted / steps);
    }

    private static double[] Factor(ReadOnlySpan<double> curvature, int n)
    {
        var (damped, lower) = (curvature.ToArray(), new double[n * n]);
        // a direction the data say nothing about is proposed with a standard deviation of 2 at most
        for (var floor = 0.0; ; floor = floor == 0 ? 0.25 : floor * 10)
        {
            for (var i = 0; i < n; i++)
            {
                damped[(i * n) + i] = curvature[(i * n) + i] + floor;
            }

            if (SmallCholesky.TryFactor(damped, lower))
            {
                return lower;
            }
        }
    }

    private static (double[] Move, double LogDensity) Propose(
        double[] lower,
        int n,
        ref Chance chance
    )
    {
        var move = new double[n];
        var squares = 0.0;
        for (var i = 0; i < n; i++)
        {
            move[i] = chance.Normal();
            squares += move[i] * move[i];
        }

        var scale = chance.Uniform() < WideShare ? WideScale : 1;
        var spread = 2 * chance.Gamma(Freedom / 2) / Freedom / (scale * scale);
        SmallCholesky.SolveUpper(lower, move);
        for (var i = 0; i < n; i++)
        {
            move[i] /= Math.Sqrt(spread);
        }

        var (distance, power) = (squares / spread / Freedom, -0.5 * (Freedom + n));
        var narrow = Math.Pow(1 + distance, power);
        var wide =
            Math.Pow(1 + (distance / (WideScale * WideScale)), power) / Math.Pow(WideScale, n);
        return (move, Math.Log(((1 - WideShare) * narrow) + (WideShare * wide)));
    }

    private static double[] Moved(double[] mode, double[] move)
    {
        var moved = new double[mode.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = mode[i] * Math.Exp(move[i]);
        }

        return moved;
    }

    private delegate double LogDensity(double[] parameters, Span<double> gradient);
}
