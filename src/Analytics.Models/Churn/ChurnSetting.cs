using System.Text.Json;

namespace Analytics.Models.Churn;

/// <summary>What is foretold.</summary>
/// <param name="Label">The label column of contractual data; null for transactions.</param>
/// <param name="Event">The word of the label that is the event; null for transactions.</param>
/// <param name="IdColumn">The column that names customers in contractual data; null where there was none.</param>
/// <param name="HorizonDays">Days without a purchase that count as churn; 0 for contractual data.</param>
/// <param name="EligibleDays">Days back within which a customer must have bought to be scored; 0 for contractual data.</param>
public sealed record ChurnSetting(
    string? Label,
    string? Event,
    string? IdColumn,
    int HorizonDays,
    int EligibleDays
)
{
    /// <summary>True where the outcome is a column, false where it is the absence of purchases.</summary>
    public bool IsContractual => Label is not null;

    /// <summary>Writes the setting as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("label", Label);
        json.WriteString("event", Event);
        json.WriteString("id", IdColumn);
        json.WriteNumber("horizon_days", HorizonDays);
        json.WriteNumber("eligible_days", EligibleDays);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ChurnSetting Read(JsonElement json) =>
        new(
            json.GetProperty("label").GetString(),
            json.GetProperty("event").GetString(),
            json.GetProperty("id").GetString(),
            json.GetProperty("horizon_days").GetInt32(),
            json.GetProperty("eligible_days").GetInt32()
        );
}
