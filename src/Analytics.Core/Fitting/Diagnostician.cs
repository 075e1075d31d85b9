using System.Globalization;
using Analytics.Core.Lifetime;
using Analytics.Core.Lifetime.Nbd;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using MathNet.Numerics.LinearAlgebra;

namespace Analytics.Core.Fitting;

/// <summary>Judges a search: an optimum inside, at the boundary, on a ridge, or data that cannot bear the model.</summary>
/// <param name="model">The model.</param>
/// <param name="cells">The histories.</param>
/// <param name="options">How to fit.</param>
internal sealed class Diagnostician(ILifetimeModel model, SummaryCells cells, FitOptions options)
{
    /// <summary>Fewer repeat buyers than this cannot tell four parameters apart.</summary>
    public const double FewestRepeatBuyers = 20;

    /// <summary>A standard error of a log parameter beyond this is a ridge: a factor e^2 either way.</summary>
    public const double RidgeError = 2;

    /// <summary>
    /// Gain in LL over "nobody leaves" below which leaving has left no trace: half of what AIC asks for the two parameters of leaving.
    /// </summary>
    public const double NoTrace = 1;

    /// <summary>Share of the first-purchase span looked at for left truncation, and the share of customers that is too many there.</summary>
    public const double FirstDays = 0.05;

    /// <summary>Four times what an even inflow would bring.</summary>
    public const double TooManyAtFirst = 0.2;

    /// <summary>Mean gap over mean age; a single purchase at random in the window gives one half.</summary>
    public const double RarestRhythm = 0.45;

    // log of the ratio of those who leave that changes no digit of a likelihood
    private const double Nothing = -28;

    /// <summary>The verdict.</summary>
    /// <param name="found">Where the search ended, in logs of the parameters in scaled time.</param>
    /// <param name="coordinates">The coordinates of the search.</param>
    /// <param name="objective">What was made small, in those.</param>
    /// <param name="search">How it was searched.</param>
    public Diagnosis Judge(
        Minimum found,
        SearchCoordinates coordinates,
        Objective objective,
        MinimiserOptions search
    )
    {
        var repeat = cells.RepeatBuyers;
        if (model is not Lifetime.Sbg.SbgModel && repeat < FewestRepeatBuyers)
        {
            return new Diagnosis(
                DiagnosisKind.TooFewRepeatBuyers,
                Text(
                    $"only {repeat} customers bought again; at least {FewestRepeatBuyers} are needed to tell buying from leaving: 1. use a longer window, 2. use empirical rates"
                )
            );
        }

        if (found.Exit != ExitReason.GradientSmall)
        {
            return new Diagnosis(
                DiagnosisKind.NotConverged,
                Text(
                    $"no optimum found ({found.Exit}, gradient {found.GradientNorm:G3}): 1. check the unit and the as-of day, 2. try another model, 3. use a longer window"
                )
            );
        }

        if (
            (
                NoTraceOfLeaving(found, coordinates, objective, search)
                ?? SearchLimits.Runaway(model, found.Point, search.Bound)
            ) is
            { } boundary
        )
        {
            return new Diagnosis(DiagnosisKind.Boundary, boundary);
        }

        return (model.IsDiscrete ? null : Data()) ?? Curved(found);
    }

    private string? NoTraceOfLeaving(
        Minimum found,
        SearchCoordinates coordinates,
        Objective objective,
        MinimiserOptions search
    )
    {
        if (model.IsDiscrete || model is NbdModel)
        {
            return null;
        }

        var (nobodyLeaves, name) =
            model.Regularity > 1
                ? (WithoutLeaving(coordinates.Of(found.Point), objective, search), "the same model")
                : (
                    ModelFitter
                        .Fit(new NbdModel(), cells, options with { RandomStarts = 0 })
                        .LogLikelihood,
                    "the NBD"
                );
        return -found.Value < nobodyLeaves + NoTrace
            ? Text(
                $"the likelihood ({-found.Value:F2}) is that of {name} in which nobody leaves ({nobodyLeaves:F2}): no sign of leaving in this window; {(model.Regularity > 1 ? "" : "a model with regular purchase times (mbg-cnbd) or ")}a longer window may show it"
            )
            : null;
    }

    // the best likelihood with the chance of leaving held at nothing
    private double WithoutLeaving(double[] best, Objective objective, MinimiserOptions search)
    {
        var point = best.ToArray();
        var free = new List<int>();
        for (var i = 0; i < point.Length; i++)
        {
            if (!model.Parameters[i].IsDropout)
            {
                free.Add(i);
            }
            else
            {
                point[i] = free.Count == i ? Nothing : 0;
            }
        }

        var slopes = new double[point.Length];
        double Held(ReadOnlySpan<double> part, Span<double> gradient)
        {
            for (var i = 0; i < free.Count; i++)
            {
                point[free[i]] = part[i];
            }

            var value = objective(point, slopes);
            for (var i = 0; i < free.Count; i++)
            {
                gradient[i] = slopes[free[i]];
            }

            return value;
        }

        return -Minimiser
            .Search(
                Held,
                [.. free.Select(i => best[i])],
                search with
                {
                    Box = [.. free.Select(i => search.Box[i])],
                    Polish = false,
                }
            )
            .Value;
    }

    private Diagnosis? Data()
    {
        var (oldest, youngest) = (cells.Age.Max(), cells.Age.Min());
        var (atFirst, gaps, repeat, ages) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < cells.Count; i++)
        {
            var w = cells.Weight[i];
            atFirst += cells.Age[i] >= oldest - (FirstDays * (oldest - youngest)) ? w : 0;
            if (cells.Frequency[i] > 0)
            {
                gaps += w * cells.Recency[i] / cells.Frequency[i];
                ages += w * cells.Age[i];
                repeat += w;
            }
        }

        var share = atFirst / cells.TotalWeight;
        return gaps > RarestRhythm * ages
                ? new Diagnosis(
                    DiagnosisKind.WindowTooShort,
                    Text(
                        $"repeat buyers come back after {gaps / repeat:F1} periods on average and were watched for {ages / repeat:F1}: the window is too short to see leaving; use a longer one"
                    )
                )
            : oldest > youngest && share > TooManyAtFirst
                ? new Diagnosis(
                    DiagnosisKind.LeftTruncated,
                    Text(
                        $"{share:P0} of the customers are first seen in the first {FirstDays:P0} of the days: they were customers before; leave them out or read their early days with care"
                    )
                )
            : null;
    }

    private Diagnosis Curved(Minimum found)
    {
        if (SearchLimits.Alike(model, found.Point) is { } alike)
        {
            return new Diagnosis(
                DiagnosisKind.Ridge,
                alike + "; trust the likelihood and the predictions, not single parameters"
            );
        }

        var n = found.Point.Length;
        var smallest =
            found.Hessian.Length == 0 || found.Hessian.Any(h => !double.IsFinite(h))
                ? 0
                : Matrix<double>
                    .Build.Dense(n, n, found.Hessian)
                    .Evd(Symmetricity.Symmetric)
                    .EigenValues.Min(v => v.Real);
        return smallest * RidgeError * RidgeError < 1
            ? new Diagnosis(
                DiagnosisKind.Ridge,
                "the likelihood is almost flat along a line of parameters: trust the likelihood and the predictions, not single parameters"
            )
            : new Diagnosis(
                DiagnosisKind.Converged,
                Text($"converged, gradient {found.GradientNorm:G2}")
            );
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
