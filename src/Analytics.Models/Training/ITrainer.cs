namespace Analytics.Models.Training;

/// <summary>A way to learn a score of a yes / no event from rows.</summary>
public interface ITrainer
{
    /// <summary>Name as it stands in outputs, for example <c>lightgbm</c>; with its settings where a trainer comes in several.</summary>
    string Name { get; }

    /// <summary>True where scores are to be made probabilities by a line fitted on rows not seen; false where they are log odds by design.</summary>
    bool NeedsCalibration => true;

    /// <summary>Learns. The same rows, seed and version give the same bits.</summary>
    /// <param name="features">All rows.</param>
    /// <param name="positive">Outcome of every row.</param>
    /// <param name="rows">The rows to learn from; both outcomes must occur.</param>
    /// <param name="options">Seed.</param>
    IScoreFunction Train(
        FeatureMatrix features,
        bool[] positive,
        int[] rows,
        TrainingOptions options
    );
}
