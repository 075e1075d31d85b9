using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Analytics.Models.Training;

/// <summary>Logistic regression on scaled columns with a quadratic penalty, by L-BFGS of ML.NET.</summary>
/// <param name="penalty">Weight of the squared weights, per data set; larger is smoother.</param>
public sealed class LogisticTrainer(double penalty = 1) : ITrainer
{
    /// <inheritdoc/>
    public string Name => "logistic";

    /// <inheritdoc/>
    public IScoreFunction Train(
        FeatureMatrix features,
        bool[] positive,
        int[] rows,
        TrainingOptions options
    )
    {
        var scale = FeatureScale.Of(features, rows);
        var context = new MLContext(options.NativeSeed);
        var trainer = context.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                FeatureColumnName = MatrixView.Features,
                LabelColumnName = MatrixView.Label,
                L1Regularization = 0,
                L2Regularization = (float)penalty,
                OptimizationTolerance = 1e-6f,
                MaximumNumberOfIterations = 200,
                NumberOfThreads = 1,
            }
        );
        var model = trainer.Fit(new MatrixView(features, positive, rows, scale)).Model.SubModel;
        var weights = new double[features.Columns];
        double bias = model.Bias;
        for (var c = 0; c < weights.Length; c++)
        {
            weights[c] = model.Weights[c] * scale.Factor[c];
            bias -= weights[c] * scale.Mean[c];
        }

        return new LinearScore(bias, weights, Array.ConvertAll(scale.Mean, m => (double)m));
    }
}
