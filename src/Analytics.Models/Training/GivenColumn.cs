namespace Analytics.Models.Training;

/// <summary>Log odds that are a column already, taken as they are: another model's word.</summary>
/// <param name="name">Name in outputs, for example <c>lifetime</c>.</param>
/// <param name="column">The column that holds log odds.</param>
public sealed class GivenColumn(string name, int column) : ITrainer
{
    /// <inheritdoc/>
    public string Name => name;

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
        var weights = new double[features.Columns];
        var means = new double[features.Columns];
        weights[column] = 1;
        means[column] = rows.Average(row => (double)features.Row(row)[column]);
        return new LinearScore(0, weights, means);
    }
}
