namespace Analytics.Models.Training;

/// <summary>Numbers a model learns from or scores: rows of the same columns, stored row by row. Never holds not-a-number.</summary>
public sealed class FeatureMatrix
{
    /// <summary>Wraps values without copying them.</summary>
    /// <param name="names">One per column.</param>
    /// <param name="values">Row after row; a whole number of rows.</param>
    public FeatureMatrix(IReadOnlyList<string> names, float[] values)
    {
        if (names.Count == 0 || values.Length % names.Count != 0)
        {
            throw new ArgumentException(
                "values are whole rows of at least one column",
                nameof(values)
            );
        }

        Names = names;
        Values = values;
        Rows = values.Length / names.Count;
    }

    /// <summary>Column names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The values, row after row.</summary>
    public float[] Values { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => Names.Count;

    /// <summary>One row.</summary>
    public Span<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>One column, copied.</summary>
    public double[] Column(int column)
    {
        var values = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            values[row] = Values[(row * Columns) + column];
        }

        return values;
    }
}
