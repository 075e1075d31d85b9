using System.Text.Json;

namespace Analytics.Models.Churn;

/// <summary>What a model was trained on.</summary>
/// <param name="Rows">Training rows.</param>
/// <param name="Positives">Events among them.</param>
/// <param name="Seed">Seed of all draws.</param>
/// <param name="CutOffs">Days up to which was looked, ISO dates; empty for contractual data.</param>
/// <param name="LabelledTo">Last day of the outcomes, ISO date; null for contractual data.</param>
public sealed record TrainingRecord(
    int Rows,
    int Positives,
    long Seed,
    IReadOnlyList<string> CutOffs,
    string? LabelledTo
)
{
    /// <summary>Writes the record as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("rows", Rows);
        json.WriteNumber("positives", Positives);
        json.WriteNumber("seed", Seed);
        json.WriteStartArray("cut_offs");
        foreach (var day in CutOffs)
        {
            json.WriteStringValue(day);
        }

        json.WriteEndArray();
        json.WriteString("labelled_to", LabelledTo);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TrainingRecord Read(JsonElement json) =>
        new(
            json.GetProperty("rows").GetInt32(),
            json.GetProperty("positives").GetInt32(),
            json.GetProperty("seed").GetInt64(),
            [.. json.GetProperty("cut_offs").EnumerateArray().Select(d => d.GetString()!)],
            json.GetProperty("labelled_to").GetString()
        );
}
