using System.Globalization;
using Analytics.Core.Lifetime;
using Analytics.Core.Lifetime.Nbd;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using MathNet.Numerics.LinearAlgebra;

namespace Analytics.Core.Fitting;

/// <summary>Judges a search: an optimum inside, at the boundary, on a ridge, or data that cannot bear the model.</summary>
internal static class Diagnostician
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

    public static Diagnosis Judge(
        ILifetimeModel model,
        SummaryCells cells,
        Minimum found,
        double bound,
        FitOptions options
    )
    {
        if (found.Exit != ExitReason.GradientSmall)
        {
            return new Diagnosis(
                DiagnosisKind.NotConverged,
                Text(
                    $"no optimum found ({found.Exit}, gradient {found.GradientNorm:G3}): 1. check the unit and the as-of day, 2. try another model, 3. use a longer window"
                )
            );
        }

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

        if (AtBoundary(model, cells, found, bound, options) is { } boundary)
        {
            return new Diagnosis(DiagnosisKind.Boundary, boundary);
        }

        return model.IsDiscrete ? Curved(found) : Data(cells) ?? Curved(found);
    }

    private static string? AtBoundary(
        ILifetimeModel model,
        SummaryCells cells,
        Minimum found,
        double bound,
        FitOptions options
    )
    {
        for (var i = 0; i < found.Point.Length; i++)
        {
            if (Math.Abs(found.Point[i]) >= bound - 1e-9)
            {
                return Text(
                    $"{model.Parameters[i].Name} runs to {(found.Point[i] > 0 ? "infinity" : "0")}: {(model.Parameters[i].IsDropout ? "no sign of leaving in this window" : "no sign that customers differ")}; a simpler model says the same"
                );
            }
        }

        if (model.Regularity > 1 || model.IsDiscrete || model is NbdModel)
        {
            return null;
        }

        var nobodyLeaves = ModelFitter.Fit(
            new NbdModel(),
            cells,
            options with
            {
                RandomStarts = 0,
            }
        );
        return -found.Value < nobodyLeaves.LogLikelihood + NoTrace
            ? Text(
                $"the likelihood ({-found.Value:F2}) is that of the NBD ({nobodyLeaves.LogLikelihood:F2}), in which nobody leaves: no sign of leaving in this window; a model with regular purchase times (mbg-cnbd) or a longer window may show it"
            )
            : null;
    }

    private static Diagnosis? Data(SummaryCells cells)
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

    private static Diagnosis Curved(Minimum found)
    {
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
