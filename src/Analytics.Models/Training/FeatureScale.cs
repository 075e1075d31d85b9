namespace Analytics.Models.Training;

/// <summary>Brings every column to mean 0 and spread 1 over the rows trained on, so that one penalty suits all weights.</summary>
/// <param name="Mean">One per column.</param>
/// <param name="Factor">1 / standard deviation; 0 for a constant column.</param>
internal sealed record FeatureScale(float[] Mean, float[] Factor)
{
    /// <summary>The scale of some rows.</summary>
    public static FeatureScale Of(FeatureMatrix matrix, ReadOnlySpan<int> rows)
    {
        var sum = new double[matrix.Columns];
        var squares = new double[matrix.Columns];
        foreach (var row in rows)
        {
            var values = matrix.Row(row);
            for (var c = 0; c < values.Length; c++)
            {
                sum[c] += values[c];
            }
        }

        for (var c = 0; c < sum.Length; c++)
        {
            sum[c] /= rows.Length;
        }

        foreach (var row in rows)
        {
            var values = matrix.Row(row);
            for (var c = 0; c < values.Length; c++)
            {
                var off = values[c] - sum[c];
                squares[c] += off * off;
            }
        }

        var count = rows.Length;
        var factor = Array.ConvertAll(squares, s => s > 0 ? (float)(1 / Math.Sqrt(s / count)) : 0);
        return new FeatureScale(Array.ConvertAll(sum, s => (float)s), factor);
    }

    /// <summary>Scales one row in place.</summary>
    public void Apply(Span<float> row)
    {
        for (var c = 0; c < row.Length; c++)
        {
            row[c] = (row[c] - Mean[c]) * Factor[c];
        }
    }
}
