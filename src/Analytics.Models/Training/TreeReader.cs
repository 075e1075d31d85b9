using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;

namespace Analytics.Models.Training;

/// <summary>Takes the trees out of a model that ML.NET trained.</summary>
internal static class TreeReader
{
    /// <summary>The same trees in our form, on the scale of log odds: weights and the engine's own calibration are multiplied into the leaves.</summary>
    /// <typeparam name="TTrees">Trees with numerical splits only.</typeparam>
    /// <param name="model">The trees, and what the engine makes its probabilities with.</param>
    /// <param name="features">What it was trained on.</param>
    /// <param name="rows">The rows of it.</param>
    public static TreeEnsemble Of<TTrees>(
        CalibratedModelParametersBase<TTrees, PlattCalibrator> model,
        FeatureMatrix features,
        int[] rows
    )
        where TTrees : TreeEnsembleModelParametersBasedOnRegressionTree
    {
        var (trained, calibrator) = (model.SubModel.TrainedTreeEnsemble, model.Calibrator);
        var trees = new List<TreeNodes>();
        for (var t = 0; t < trained.Trees.Count; t++)
        {
            trees.Add(Of(trained.Trees[t], -calibrator.Slope * trained.TreeWeights[t]));
        }

        if (trees.Count == 0)
        {
            // nothing could be split: one leaf
            trees.Add(new TreeNodes([0], [0], [0], [0]));
        }

        return TreeEnsemble
            .Of(features.Columns, -((calibrator.Slope * trained.Bias) + calibrator.Offset), trees)
            .WithMeans(features, rows);
    }

    private static TreeNodes Of(RegressionTree tree, double weight)
    {
        var nodes = (2 * tree.NumberOfLeaves) - 1;
        var made = new TreeNodes(
            new int[nodes],
            new float[nodes],
            new int[nodes],
            new double[nodes]
        );
        if (tree.NumberOfLeaves == 1)
        {
            made.Value[0] = weight * tree.LeafValues[0];
            return made;
        }

        // ML.NET numbers inner nodes from 0 and leaves as the complement; children are given places two by two
        var waiting = new Queue<(int Theirs, int Ours)>();
        waiting.Enqueue((0, 0));
        var next = 1;
        while (waiting.TryDequeue(out var at))
        {
            if (at.Theirs < 0)
            {
                made.Left[at.Ours] = at.Ours;
                made.Value[at.Ours] = weight * tree.LeafValues[~at.Theirs];
                continue;
            }

            made.Feature[at.Ours] = tree.NumericalSplitFeatureIndexes[at.Theirs];
            made.Threshold[at.Ours] = tree.NumericalSplitThresholds[at.Theirs];
            made.Left[at.Ours] = next;
            waiting.Enqueue((tree.LeftChild[at.Theirs], next));
            waiting.Enqueue((tree.RightChild[at.Theirs], next + 1));
            next += 2;
        }

        return made;
    }
}
