using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Reports.Document;

namespace Analytics.Reports.Writers;

/// <summary>Writes a table as a JSON array with one object per row; every value is a text or null.</summary>
public static class TableJsonWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the array and a line end and leaves the stream open.</summary>
    public static void Write(Table table, Stream output)
    {
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartArray();
            foreach (var row in table.Rows)
            {
                writer.WriteStartObject();
                for (var i = 0; i < table.Columns.Count; i++)
                {
                    writer.WriteString(table.Columns[i], row[i]);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }
}
