using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace Analytics.Models.Training;

/// <summary>Gradient boosting by LightGBM (Ke et al. 2017), through ML.NET and its native library.</summary>
/// <param name="settings">How trees are grown.</param>
public sealed class LightGbmTrainer(TreeSettings settings) : ITrainer
{
    private const string Library = "lib_lightgbm";

    private static readonly Lazy<bool> Found = new(() =>
        NativeLibrary.TryLoad(
            Library,
            typeof(LightGbmTrainer).Assembly,
            DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory,
            out _
        )
    );

    /// <summary>True where the native library and what it needs (libgomp1 on Linux) can be loaded.</summary>
    public static bool IsAvailable => Found.Value;

    /// <inheritdoc/>
    public string Name => $"lightgbm {settings}";

    /// <inheritdoc/>
    public IScoreFunction Train(
        FeatureMatrix features,
        bool[] positive,
        int[] rows,
        TrainingOptions options
    )
    {
        var trainer = new MLContext(options.NativeSeed).BinaryClassification.Trainers.LightGbm(
            Options(rows.Length, options)
        );
        var model = trainer.Fit(new MatrixView(features, positive, rows, null)).Model;
        return TreeReader.Of(model, features, rows);
    }

    internal LightGbmBinaryTrainer.Options Options(int rows, TrainingOptions options) =>
        new()
        {
            FeatureColumnName = MatrixView.Features,
            LabelColumnName = MatrixView.Label,
            NumberOfIterations = settings.Trees,
            NumberOfLeaves = settings.Leaves,
            LearningRate = settings.Rate,
            MinimumExampleCountPerLeaf = settings.LeafRows,
            NumberOfThreads = TrainingOptions.Threads(rows),
            Seed = options.NativeSeed,
            Deterministic = true,
            ForceColumnWise = true,
            HandleMissingValue = false,
            UseCategoricalSplit = false,
            Silent = true,
            Booster = new GradientBooster.Options
            {
                FeatureFraction = settings.ColumnShare,
                L2Regularization = 1,
            },
        };
}
