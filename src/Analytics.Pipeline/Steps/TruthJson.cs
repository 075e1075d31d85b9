using System.Globalization;
using System.Text.Json;
using Analytics.Core.Money;
using Analytics.Core.Simulation;

namespace Analytics.Pipeline.Steps;

/// <summary>Writes <c>truth.json</c>; money as text with two decimals, so that no reader rounds it.</summary>
internal static class TruthJson
{
    private const int Scale = 2;
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the truth and leaves the stream open.</summary>
    public static void Write(PurchaseTruth truth, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("simulation", "purchases");
            WriteSettings(json, truth.Settings);
            WriteRows(json, truth);
            WriteMoney(json, truth);
            WriteDirty(json, truth);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteSettings(Utf8JsonWriter json, SimulationSettings settings)
    {
        var parameters = settings.Parameters;
        json.WriteNumber("seed", settings.Seed);
        json.WriteNumber("customers", settings.Customers);
        json.WriteString("from", Date(settings.From));
        json.WriteString("to", Date(settings.To));
        json.WriteString("rows_order", settings.Shuffled ? "shuffled" : "date");
        json.WriteStartObject("parameters");
        json.WriteString("unit", "week");
        json.WriteNumber("r", parameters.R);
        json.WriteNumber("alpha", parameters.Alpha);
        json.WriteNumber("a", parameters.A);
        json.WriteNumber("b", parameters.B);
        json.WriteNumber("p", parameters.P);
        json.WriteNumber("q", parameters.Q);
        json.WriteNumber("gamma", parameters.Gamma);
        json.WriteNumber("season_amplitude", parameters.SeasonAmplitude);
        json.WriteNumber("return_share", parameters.ReturnShare);
        json.WriteNumber("extra_line_chance", parameters.ExtraLineChance);
        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, PurchaseTruth truth)
    {
        var dirty = truth.Dirty.Sum(tally => tally.Rows);
        json.WriteNumber("bytes", truth.Bytes);
        json.WriteStartObject("rows");
        json.WriteNumber("total", truth.CleanRows + dirty);
        json.WriteNumber("clean", truth.CleanRows);
        json.WriteNumber("dirty", dirty);
        json.WriteNumber("purchases", truth.CleanRows - truth.ReturnRows);
        json.WriteNumber("returns", truth.ReturnRows);
        json.WriteNumber("quoted", truth.QuotedRows);
        foreach (var outcome in (string[])["rejected", "excluded"])
        {
            json.WriteNumber(
                outcome,
                truth.Dirty.Where(tally => tally.Kind.Outcome == outcome).Sum(tally => tally.Rows)
            );
        }

        json.WriteEndObject();
        json.WriteNumber("orders", truth.Orders);
        json.WriteNumber("purchase_days", truth.PurchaseDays);
        json.WriteString("first_day", Date(truth.FirstDay));
        json.WriteString("last_purchase_day", Date(truth.LastPurchaseDay));
    }

    private static void WriteMoney(Utf8JsonWriter json, PurchaseTruth truth)
    {
        json.WriteStartObject("clean_money");
        json.WriteString("gross", Money(truth.GrossCents));
        json.WriteString("refunds", Money(truth.RefundCents));
        json.WriteString("net", Money(truth.GrossCents - truth.RefundCents));
        json.WriteEndObject();
    }

    private static void WriteDirty(Utf8JsonWriter json, PurchaseTruth truth)
    {
        json.WriteStartArray("dirty");
        foreach (var tally in truth.Dirty)
        {
            json.WriteStartObject();
            json.WriteString("kind", tally.Kind.Name);
            json.WriteString("outcome", tally.Kind.Outcome);
            json.WriteNumber("rows", tally.Rows);
            json.WriteString(
                "amount",
                tally.Kind.AmountIsReadable ? Money(tally.AmountCents) : null
            );
            json.WriteNumber("listed", tally.Places.Count);
            json.WriteStartArray("places");
            foreach (var place in tally.Places)
            {
                json.WriteStartObject();
                json.WriteNumber("line", place.Line);
                json.WriteNumber("byte_offset", place.ByteOffset);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Money(long cents) => MoneyText.Format(cents, Scale);

    private static string Date(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
