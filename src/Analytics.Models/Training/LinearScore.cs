using System.Text.Json;

namespace Analytics.Models.Training;

/// <summary>Bias plus weighted columns: logistic regression without its last step.</summary>
public sealed class LinearScore : IScoreFunction
{
    internal const string Type = "linear";
    private readonly double _bias;
    private readonly double[] _weights;
    private readonly double[] _means;

    /// <summary>A linear function.</summary>
    /// <param name="bias">Score where all columns are 0.</param>
    /// <param name="weights">Per unit of each column.</param>
    /// <param name="means">Mean of each column where it was trained: the row of nobody in particular.</param>
    public LinearScore(double bias, double[] weights, double[] means) =>
        (_bias, _weights, _means) = (bias, weights, means);

    /// <inheritdoc/>
    public int Columns => _weights.Length;

    /// <summary>Weight per unit of each column.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            var row = rows.Slice(i * _weights.Length, _weights.Length);
            var sum = _bias;
            for (var c = 0; c < row.Length; c++)
            {
                sum += _weights[c] * row[c];
            }

            scores[i] = sum;
        }
    }

    /// <inheritdoc/>
    public void Explain(ReadOnlySpan<float> row, Span<double> shares)
    {
        for (var c = 0; c < row.Length; c++)
        {
            shares[c] = _weights[c] * (row[c] - _means[c]);
        }
    }

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        json.WriteNumber("bias", _bias);
        JsonNumbers.Write(json, "weights", _weights);
        JsonNumbers.Write(json, "means", _means);
        json.WriteEndObject();
    }

    internal static LinearScore Read(JsonElement json)
    {
        var weights = JsonNumbers.Doubles(json, "weights");
        var means = JsonNumbers.Doubles(json, "means");
        return weights.Length == means.Length
            ? new LinearScore(json.GetProperty("bias").GetDouble(), weights, means)
            : throw new FormatException("as many means as weights");
    }
}
