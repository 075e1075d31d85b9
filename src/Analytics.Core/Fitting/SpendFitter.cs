using System.Globalization;
using Analytics.Core.Numerics;
using Analytics.Core.Spend.GammaGamma;

namespace Analytics.Core.Fitting;

/// <summary>Fits the Gamma-Gamma model by the same way as the lifetime models; money is scaled so that the mean is 1.</summary>
public static class SpendFitter
{
    /// <summary>Fits the model to repeat buyers with a positive mean spend.</summary>
    public static SpendFit Fit(SpendCells cells, FitOptions options)
    {
        if (cells.TotalWeight < Diagnostician.FewestRepeatBuyers)
        {
            var words = string.Create(
                CultureInfo.InvariantCulture,
                $"only {cells.TotalWeight} repeat buyers with spend; at least {Diagnostician.FewestRepeatBuyers} are needed for the spread of spend"
            );
            return new SpendFit(
                default,
                0,
                0,
                0,
                ExitReason.NotFinite,
                new Diagnosis(DiagnosisKind.TooFewRepeatBuyers, words),
                cells.Correlation,
                []
            );
        }

        var mean = MeanSpend(cells);
        Objective objective = (point, gradient) =>
        {
            var p = At(point, mean);
            var value = GammaGammaKernel.LogLikelihood(p, cells, gradient, options.Threads);
            (gradient[0], gradient[1], gradient[2]) = (
                -p.P * gradient[0],
                -p.Q * gradient[1],
                -p.V * gradient[2]
            );
            return double.IsNaN(value) ? double.PositiveInfinity : -value;
        };
        var search = new MinimiserOptions
        {
            Tolerance = options.Tolerance,
            MaxIterations = options.MaxIterations,
            Polish = false,
        };
        Minimum? best = null;
        foreach (var start in Starts(options))
        {
            var found = Minimiser.Search(objective, start, search);
            best =
                best is null || found.Value < best.Value - (1e-9 * Math.Abs(best.Value))
                    ? found
                    : best;
        }

        var polished = Minimiser.Search(objective, best!.Point, search with { Polish = true });
        var parameters = At(polished.Point, mean);
        return new SpendFit(
            parameters,
            -polished.Value,
            polished.GradientNorm,
            best.Iterations + polished.Iterations,
            polished.Exit,
            Judge(polished, parameters, search.Bound),
            cells.Correlation,
            polished.Hessian
        );
    }

    private static IEnumerable<double[]> Starts(FitOptions options)
    {
        // shapes of published fits, all ones, random
        yield return [Math.Log(4), Math.Log(4), 0];
        yield return [0, 0, 0];
        for (var n = 0; n < options.RandomStarts; n++)
        {
            var chance = new Chance(options.Seed, n);
            yield return [1 + chance.Normal(), 1 + chance.Normal(), chance.Normal()];
        }
    }

    private static GammaGammaParameters At(ReadOnlySpan<double> point, double mean) =>
        new(Math.Exp(point[0]), Math.Exp(point[1]), Math.Exp(point[2]) * mean);

    private static double MeanSpend(SpendCells cells)
    {
        var sum = 0.0;
        for (var i = 0; i < cells.Count; i++)
        {
            sum += cells.Weight[i] * cells.MeanSpend[i];
        }

        return sum / cells.TotalWeight;
    }

    private static Diagnosis Judge(Minimum found, GammaGammaParameters p, double bound) =>
        found.Exit != ExitReason.GradientSmall
            ? new Diagnosis(DiagnosisKind.NotConverged, $"no optimum found ({found.Exit})")
        : p.PopulationMean is null
            ? new Diagnosis(
                DiagnosisKind.Boundary,
                "q is not above 1: the spread of spend is so wide that its mean does not exist; look for a few huge orders"
            )
        : found.Point.Any(v => Math.Abs(v) >= bound - 1e-9)
            ? new Diagnosis(
                DiagnosisKind.Boundary,
                "a parameter runs to its bound: all customers spend alike, the plain mean says the same"
            )
        : new Diagnosis(DiagnosisKind.Converged, "converged");
}
