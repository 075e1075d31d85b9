using System.Text.Json;
using Analytics.Models.Training;

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
        JsonNumbers.Write(json, "score_cuts", Cuts);
        JsonNumbers.Write(json, "score_rows", Scores);
        JsonNumbers.Write(json, "test_score_rows", Proven);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RiskRecord Read(JsonElement json) =>
        new(
            json.GetProperty("rows").GetInt32(),
            json.GetProperty("events").GetInt32(),
            json.GetProperty("auc").GetDouble(),
            JsonNumbers.Doubles(json, "score_cuts"),
            JsonNumbers.Longs(json, "score_rows"),
            JsonNumbers.Longs(json, "test_score_rows")
        );
}
