using Analytics.Core.Numerics;

namespace Analytics.Models.Evaluation;

/// <summary>Everything that is said about probabilities of a yes / no event on rows whose outcome is known, with bootstrap intervals.</summary>
public sealed class BinaryEvaluation
{
    /// <summary>Parts of the lift table: tenths.</summary>
    public const int Deciles = 10;

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of events.</summary>
    public required int Positives { get; init; }

    /// <summary>Area under the ROC curve; 0.5 = no skill.</summary>
    public required Interval95 Auc { get; init; }

    /// <summary>Average precision.</summary>
    public required Interval95 PrAuc { get; init; }

    /// <summary>Kolmogorov-Smirnov distance.</summary>
    public required Interval95 Ks { get; init; }

    /// <summary>Mean log loss in nats.</summary>
    public required Interval95 LogLoss { get; init; }

    /// <summary>Mean squared error of probabilities.</summary>
    public required Interval95 Brier { get; init; }

    /// <summary>Slope of the calibration line; 1 is perfect.</summary>
    public required Interval95 Slope { get; init; }

    /// <summary>Intercept of the calibration line; 0 is perfect.</summary>
    public required Interval95 Intercept { get; init; }

    /// <summary>Lift of each tenth, highest probability first.</summary>
    public required Interval95[] Lift { get; init; }

    /// <summary>Foretold and come, by bins of probability.</summary>
    public required CalibrationBin[] Calibration { get; init; }

    /// <summary>2 AUC - 1.</summary>
    public double Gini => (2 * Auc.Value) - 1;

    /// <summary>Measures the rows, and resampled rows for the intervals.</summary>
    /// <param name="probability">Foretold, within [0, 1].</param>
    /// <param name="positive">What came.</param>
    /// <param name="seed">Seed of the resampling; each replicate has an own stream, so threads change nothing.</param>
    /// <param name="replicates">Resampled sets; 0 leaves the intervals empty.</param>
    /// <param name="threads">Most threads to use.</param>
    public static BinaryEvaluation Of(
        ReadOnlySpan<double> probability,
        ReadOnlySpan<bool> positive,
        long seed,
        int replicates = 200,
        int threads = 1
    )
    {
        var sample = new ScoredSample(probability, positive);
        var values = Measure(sample, []);
        var resampled = new double[values.Length][];
        for (var m = 0; m < resampled.Length; m++)
        {
            resampled[m] = new double[replicates];
        }

        Parallel.For(
            0,
            replicates,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            b =>
            {
                var measured = Measure(sample, Resample(sample.Count, seed, b));
                for (var m = 0; m < measured.Length; m++)
                {
                    resampled[m][b] = measured[m];
                }
            }
        );
        Interval95 At(int m) => Interval95.Of(values[m], resampled[m]);
        return new BinaryEvaluation
        {
            Rows = sample.Count,
            Positives = sample.Positives,
            Auc = At(0),
            PrAuc = At(1),
            Ks = At(2),
            LogLoss = At(3),
            Brier = At(4),
            Slope = At(5),
            Intercept = At(6),
            Lift = [.. Enumerable.Range(7, Deciles).Select(At)],
            Calibration = CalibrationBin.Of(sample),
        };
    }

    private static double[] Measure(ScoredSample sample, ReadOnlySpan<int> weight)
    {
        var values = new double[7 + Deciles];
        var ranks = RankKernel.Measure(sample, weight);
        var line = CalibrationLine.Of(sample, weight);
        (values[0], values[1], values[2]) = (ranks.Auc, ranks.PrAuc, ranks.Ks);
        (values[3], values[4]) = (
            LossKernel.LogLoss(sample, weight),
            LossKernel.Brier(sample, weight)
        );
        (values[5], values[6]) = (line.Slope, line.Intercept);
        LiftKernel.Parts(sample, weight, values.AsSpan(7));
        return values;
    }

    private static int[] Resample(int rows, long seed, int replicate)
    {
        var chance = new Chance(seed, replicate);
        var weight = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            weight[(int)(chance.Uniform() * rows)]++;
        }

        return weight;
    }
}
