namespace Analytics.Models.Training;

/// <summary>Logistic regression on a single column: the rule of thumb that a model has to beat.</summary>
/// <param name="name">Name in outputs, for example <c>recency</c>.</param>
/// <param name="column">The column.</param>
public sealed class OneColumnTrainer(string name, int column) : ITrainer
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IScoreFunction Train(
        FeatureMatrix features,
        bool[] positive,
        int[] rows,
        TrainingOptions options
    )
    {
        var scores = Array.ConvertAll(rows, row => (double)features.Row(row)[column]);
        var line = Evaluation.CalibrationLine.Fit(
            scores,
            Array.ConvertAll(rows, row => positive[row]),
            []
        );
        var weights = new double[features.Columns];
        var means = new double[features.Columns];
        means[column] = scores.Average();
        weights[column] = line.Slope;
        return double.IsFinite(line.Slope)
            ? new LinearScore(line.Intercept, weights, means)
            : new ConstantTrainer().Train(features, positive, rows, options);
    }
}
