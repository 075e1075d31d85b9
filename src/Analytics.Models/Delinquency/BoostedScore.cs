using System.Text.Json;
using Analytics.Models.Training;

namespace Analytics.Models.Delinquency;

/// <summary>Boosted trees over a learning table: numbers as they are (missing below all others), groups by their weight of evidence.</summary>
/// <param name="Columns">The columns and how each becomes a number.</param>
/// <param name="Model">The trees and their calibration.</param>
public sealed record BoostedScore(IReadOnlyList<BoostedColumn> Columns, CalibratedModel Model)
{
    /// <summary>Learns.</summary>
    /// <param name="table">The columns.</param>
    /// <param name="bad">The event, one per row.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="parts">Part of each training row for calibration: rows of one customer share a part.</param>
    /// <param name="options">Seed.</param>
    /// <param name="say">Takes warnings.</param>
    public static BoostedScore Train(
        LearningTable table,
        bool[] bad,
        int[] rows,
        int[] parts,
        TrainingOptions options,
        Action<string> say
    )
    {
        var columns = table
            .Columns.Select(c => new BoostedColumn(
                c.Name,
                c.IsGroups ? WoeBinner.Cut(c, bad, rows) : null,
                c.IsGroups ? 0 : Lowest(c, rows) - 1
            ))
            .Where((c, i) => c.Groups is not null || !table.Columns[i].IsGroups)
            .ToList();
        var features = Matrix(columns, table);
        var trainer = Boosting.Trainer(new TreeSettings(200, 8, 0.05, 50, 0.7), say);
        var candidate = CrossValidation.Try(trainer, features, bad, rows, parts, options);
        return new BoostedScore(
            columns,
            CrossValidation.Train(candidate, features, bad, rows, options)
        );
    }

    /// <summary>Probability of the event in some rows.</summary>
    public double[] Probability(LearningTable table, ReadOnlySpan<int> rows) =>
        Model.Score(Matrix(Columns, table), rows);

    /// <summary>Writes the model as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteNumber("missing", column.Missing);
            if (column.Groups is not null)
            {
                json.WritePropertyName("groups");
                column.Groups.Write(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("model");
        Model.Write(json);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static BoostedScore Read(JsonElement json) =>
        new(
            json.GetProperty("columns")
                .EnumerateArray()
                .Select(c => new BoostedColumn(
                    c.GetProperty("name").GetString()!,
                    c.TryGetProperty("groups", out var groups) ? WoeFeature.Read(groups) : null,
                    c.GetProperty("missing").GetDouble()
                ))
                .ToList(),
            CalibratedModel.Read(json.GetProperty("model"))
        );

    private static FeatureMatrix Matrix(IReadOnlyList<BoostedColumn> columns, LearningTable table)
    {
        var values = new float[table.Rows * columns.Count];
        for (var c = 0; c < columns.Count; c++)
        {
            var column = table.Find(columns[c].Name);
            for (var row = 0; row < table.Rows; row++)
            {
                values[(row * columns.Count) + c] = (float)columns[c].Value(column, row);
            }
        }

        return new FeatureMatrix(columns.Select(c => c.Name).ToList(), values);
    }

    private static double Lowest(LearningColumn column, int[] rows)
    {
        var lowest = double.PositiveInfinity;
        foreach (var row in rows)
        {
            lowest = column.Numbers[row] < lowest ? column.Numbers[row] : lowest;
        }

        return double.IsFinite(lowest) ? lowest : 0;
    }
}

/// <summary>How a column becomes a number.</summary>
/// <param name="Name">The column.</param>
/// <param name="Groups">Weights of evidence of groups; null for numbers.</param>
/// <param name="Missing">The number that stands for missing.</param>
public sealed record BoostedColumn(string Name, WoeFeature? Groups, double Missing)
{
    /// <summary>The number of a row; a column that is not there is missing in every row.</summary>
    public double Value(LearningColumn? column, int row)
    {
        if (Groups is not null)
        {
            var bin = column is null ? Groups.BinOf("") : Groups.BinOf(column, row);
            return bin < 0 ? 0 : Groups.Bins[bin].Woe;
        }

        var value = column is null || column.IsGroups ? double.NaN : column.Numbers[row];
        return double.IsNaN(value) ? Missing : value;
    }
}
