using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace Analytics.Models.Training;

/// <summary>Gradient boosting by ML.NET's own FastTree: slower than LightGBM, but needs no native library.</summary>
/// <param name="settings">How trees are grown.</param>
public sealed class FastTreeTrainer(TreeSettings settings) : ITrainer
{
    /// <inheritdoc/>
    public string Name => $"fasttree {settings}";

    /// <inheritdoc/>
    public IScoreFunction Train(
        FeatureMatrix features,
        bool[] positive,
        int[] rows,
        TrainingOptions options
    )
    {
        var trainer = new MLContext(options.NativeSeed).BinaryClassification.Trainers.FastTree(
            Options(rows.Length, options)
        );
        var model = trainer.Fit(new MatrixView(features, positive, rows, null)).Model;
        return TreeReader.Of(model, features, rows);
    }

    internal FastTreeBinaryTrainer.Options Options(int rows, TrainingOptions options) =>
        new()
        {
            FeatureColumnName = MatrixView.Features,
            LabelColumnName = MatrixView.Label,
            NumberOfTrees = settings.Trees,
            NumberOfLeaves = settings.Leaves,
            LearningRate = settings.Rate,
            MinimumExampleCountPerLeaf = settings.LeafRows,
            FeatureFraction = settings.ColumnShare,
            NumberOfThreads = TrainingOptions.Threads(rows),
            Seed = options.NativeSeed,
            FeatureSelectionSeed = options.NativeSeed,
        };
}
