using System.Text.Json;

namespace Analytics.Models.Delinquency;

/// <summary>What risk models were learnt from, and how they did then.</summary>
/// <param name="Rows">Rows learnt from.</param>
/// <param name="Events">Events among them.</param>
/// <param name="Auc">AUC of the scorecard on the test rows of its training.</param>
/// <param name="Cuts">Where the tenths of the scorecard's probabilities of the training rows meet, ascending.</param>
/// <param name="Scores">Training rows between them: one more than cuts.</param>
/// <param name="Proven">Test rows between them, likewise.</param>
public sealed record RiskRecord(
    int Rows,
    int Events,
    double Auc,
    double[] Cuts,
    long[] Scores,
    long[] Proven
)
{
    /// <summary>Share of events.</summary>
    public double Rate => (double)Events / Rows;

    /// <summary>Writes the record as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("rows", Rows);
        json.WriteNumber("events", Events);
        json.WriteNumber("auc", Auc);
        json.WriteStartArray("score_cuts");
        foreach (var cut in Cuts)
        {
            json.WriteNumberValue(cut);
        }

        json.WriteEndArray();
        WriteCounts(json, "score_rows", Scores);
        WriteCounts(json, "test_score_rows", Proven);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RiskRecord Read(JsonElement json) =>
        new(
            json.GetProperty("rows").GetInt32(),
            json.GetProperty("events").GetInt32(),
            json.GetProperty("auc").GetDouble(),
            [.. json.GetProperty("score_cuts").EnumerateArray().Select(c => c.GetDouble())],
            ReadCounts(json, "score_rows"),
            ReadCounts(json, "test_score_rows")
        );

    private static void WriteCounts(Utf8JsonWriter json, string name, long[] counts)
    {
        json.WriteStartArray(name);
        foreach (var rows in counts)
        {
            json.WriteNumberValue(rows);
        }

        json.WriteEndArray();
    }

    private static long[] ReadCounts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(r => r.GetInt64())];
}
