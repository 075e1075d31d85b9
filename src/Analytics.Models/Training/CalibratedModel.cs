using System.Text.Json;
using Analytics.Models.Evaluation;

namespace Analytics.Models.Training;

/// <summary>A trained function and the line that turns its scores into probabilities (Platt 1999).</summary>
/// <param name="Trainer">Name of the trainer.</param>
/// <param name="Function">The function.</param>
/// <param name="Line">Fitted to scores of rows the function had not seen.</param>
public sealed record CalibratedModel(string Trainer, IScoreFunction Function, CalibrationLine Line)
{
    private const int Block = 1024;

    /// <summary>Probability of the event for rows.</summary>
    /// <param name="rows">Row after row.</param>
    /// <param name="probability">One per row, overwritten.</param>
    public void Score(ReadOnlySpan<float> rows, Span<double> probability)
    {
        Function.Score(rows, probability);
        for (var i = 0; i < probability.Length; i++)
        {
            probability[i] = Line.Probability(probability[i]);
        }
    }

    /// <summary>Probability of the event for some rows of a matrix.</summary>
    public double[] Score(FeatureMatrix features, ReadOnlySpan<int> rows)
    {
        var scores = Raw(features, rows);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Line.Probability(scores[i]);
        }

        return scores;
    }

    /// <summary>Raw scores of some rows of a matrix.</summary>
    public double[] Raw(FeatureMatrix features, ReadOnlySpan<int> rows)
    {
        var scores = new double[rows.Length];
        var block = new float[Block * features.Columns];
        for (var from = 0; from < rows.Length; from += Block)
        {
            var count = Math.Min(Block, rows.Length - from);
            for (var i = 0; i < count; i++)
            {
                features.Row(rows[from + i]).CopyTo(block.AsSpan(i * features.Columns));
            }

            Function.Score(block.AsSpan(0, count * features.Columns), scores.AsSpan(from, count));
        }

        return scores;
    }

    /// <summary>Writes the model as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("trainer", Trainer);
        json.WriteNumber("slope", Line.Slope);
        json.WriteNumber("intercept", Line.Intercept);
        json.WritePropertyName("function");
        Function.Write(json);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static CalibratedModel Read(JsonElement json) =>
        new(
            json.GetProperty("trainer").GetString()!,
            ScoreFunctions.Read(json.GetProperty("function")),
            new CalibrationLine(
                json.GetProperty("slope").GetDouble(),
                json.GetProperty("intercept").GetDouble()
            )
        );
}
