using Analytics.Models.Evaluation;

namespace Analytics.Models.Training;

/// <summary>Scores rows by models that have not seen them, calibrates on those scores, and trains once more on all rows.</summary>
public static class CrossValidation
{
    /// <summary>Parts used where nothing else is asked for.</summary>
    public const int DefaultParts = 5;

    private const int MostRows = 40_000;

    /// <summary>One candidate: its out-of-part scores, the calibration line and how good the calibrated probabilities are.</summary>
    /// <param name="trainer">The candidate.</param>
    /// <param name="features">All rows.</param>
    /// <param name="positive">Outcome of every row.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="parts">Part of each of <paramref name="rows"/>, from <see cref="Folds.Of"/> or by groups.</param>
    /// <param name="options">Seed.</param>
    public static CandidateScore Try(
        ITrainer trainer,
        FeatureMatrix features,
        bool[] positive,
        int[] rows,
        int[] parts,
        TrainingOptions options
    )
    {
        var scores = new double[rows.Length];
        for (var part = 0; part <= parts.Max(); part++)
        {
            var inside = Where(parts, p => p == part);
            var learnt = Array.ConvertAll(Where(parts, p => p != part), i => rows[i]);
            var model = new CalibratedModel(
                trainer.Name,
                trainer.Train(features, positive, learnt, options),
                CalibrationLine.Identity
            );
            var scored = model.Raw(features, Array.ConvertAll(inside, i => rows[i]));
            for (var i = 0; i < inside.Length; i++)
            {
                scores[inside[i]] = scored[i];
            }
        }

        var outcomes = Array.ConvertAll(rows, r => positive[r]);
        var line = trainer.NeedsCalibration
            ? CalibrationLine.Fit(scores, outcomes, [])
            : CalibrationLine.Identity;
        // scores that say nothing, or the opposite of what came, cannot be made probabilities
        line = line.Slope > 0 ? line : CalibrationLine.Identity;
        var probability = Array.ConvertAll(scores, line.Probability);
        return new CandidateScore(
            trainer,
            line,
            LossKernel.LogLoss(new ScoredSample(probability, outcomes), []),
            probability
        );
    }

    /// <summary>Trains a candidate on all rows and keeps the line found out of part.</summary>
    public static CalibratedModel Train(
        CandidateScore candidate,
        FeatureMatrix features,
        bool[] positive,
        int[] rows,
        TrainingOptions options
    ) =>
        new(
            candidate.Trainer.Name,
            candidate.Trainer.Train(features, positive, rows, options),
            candidate.Line
        );

    /// <summary>Rows enough to cross-validate on: all, or of very many evenly spaced ones.</summary>
    public static int[] Some(int[] rows)
    {
        var stride = 1 + ((rows.Length - 1) / MostRows);
        return stride == 1 ? rows : [.. rows.Where((_, i) => i % stride == 0)];
    }

    private static int[] Where(int[] parts, Func<int, bool> wanted) =>
        [.. Enumerable.Range(0, parts.Length).Where(i => wanted(parts[i]))];
}

/// <summary>What came of one candidate in cross-validation.</summary>
/// <param name="Trainer">The candidate.</param>
/// <param name="Line">Calibration of its out-of-part scores.</param>
/// <param name="LogLoss">Log loss of the calibrated out-of-part probabilities, nats.</param>
/// <param name="Probability">Those probabilities, in the order of the rows.</param>
public sealed record CandidateScore(
    ITrainer Trainer,
    CalibrationLine Line,
    double LogLoss,
    double[] Probability
);
