namespace Analytics.Models.Training;

/// <summary>The share of events for everybody: what any model has to beat.</summary>
public sealed class ConstantTrainer : ITrainer
{
    /// <inheritdoc/>
    public string Name => "rate";

    /// <inheritdoc/>
    public bool NeedsCalibration => false;

    /// <inheritdoc/>
    public IScoreFunction Train(
        FeatureMatrix features,
        bool[] positive,
        int[] rows,
        TrainingOptions options
    )
    {
        var events = rows.Count(row => positive[row]);
        var zero = new double[features.Columns];
        return new LinearScore(Math.Log((double)events / (rows.Length - events)), zero, zero);
    }
}
