using System.Text.Json;

namespace Analytics.Ledger.Store;

/// <summary>The JSON text of a manifest.</summary>
internal static class ManifestJson
{
    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a manifest.</summary>
    public static byte[] Write(StoreManifest manifest)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Format))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", manifest.Schema);
            json.WriteNumber("number", manifest.Number);
            json.WriteString("previous", manifest.Previous);
            WriteArray(json, "loads", manifest.Loads, WriteLoad);
            WriteArray(json, "segments", manifest.Segments, WriteSegment);
            WriteArray(json, "replaces", manifest.Replaces, (j, name) => j.WriteStringValue(name));
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a manifest whose bytes are known to be those written.</summary>
    public static StoreManifest Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        return new StoreManifest
        {
            Schema = root.GetProperty("schema").GetInt32(),
            Number = root.GetProperty("number").GetInt64(),
            Previous = Text(root, "previous"),
            Loads = Array(root, "loads", ReadLoad),
            Segments = Array(root, "segments", ReadSegment),
            Replaces = Array(root, "replaces", e => e.GetString()!),
        };
    }

    private static void WriteLoad(Utf8JsonWriter json, StoreLoad load)
    {
        json.WriteStartObject();
        json.WriteString("id", load.Id);
        json.WriteString("table", load.Table);
        json.WriteString("name", load.Name);
        json.WriteString("content_sha256", load.ContentSha256);
        json.WriteNumber("content_bytes", load.ContentBytes);
        json.WriteStartObject("options");
        foreach (var (name, value) in load.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("scale", load.Scale);
        json.WriteString("currency", load.Currency);
        WriteArray(json, "read", [load.Read], WriteTally);
        WriteArray(json, "rejected", load.Rejected, WriteTally);
        WriteArray(json, "duplicate", [load.Duplicate], WriteTally);
        WriteArray(json, "excluded", load.Excluded, WriteTally);
        WriteArray(json, "accepted", [load.Accepted], WriteTally);
        if (load.Overlap is { } overlap)
        {
            json.WriteNumber("overlap", overlap);
        }

        if (load.Rejects is { } rejects)
        {
            json.WritePropertyName("rejects");
            WriteFile(json, rejects);
        }

        json.WriteEndObject();
    }

    private static StoreLoad ReadLoad(JsonElement json) =>
        new()
        {
            Id = Text(json, "id"),
            Table = Text(json, "table"),
            Name = Text(json, "name"),
            ContentSha256 = Text(json, "content_sha256"),
            ContentBytes = json.GetProperty("content_bytes").GetInt64(),
            Options = json.GetProperty("options")
                .EnumerateObject()
                .ToDictionary(o => o.Name, o => o.Value.GetString()!, StringComparer.Ordinal),
            Scale = json.GetProperty("scale").GetInt32(),
            Currency = Text(json, "currency"),
            Read = Array(json, "read", ReadTally)[0],
            Rejected = Array(json, "rejected", ReadTally),
            Duplicate = Array(json, "duplicate", ReadTally)[0],
            Excluded = Array(json, "excluded", ReadTally),
            Accepted = Array(json, "accepted", ReadTally)[0],
            Overlap = json.TryGetProperty("overlap", out var overlap) ? overlap.GetInt64() : null,
            Rejects = json.TryGetProperty("rejects", out var rejects) ? ReadFile(rejects) : null,
        };

    private static void WriteTally(Utf8JsonWriter json, StoredTally tally)
    {
        json.WriteStartObject();
        if (tally.Name.Length > 0)
        {
            json.WriteString("name", tally.Name);
        }

        json.WriteNumber("rows", tally.Rows);
        json.WriteString("units", tally.Units);
        json.WriteNumber("unreadable", tally.Unreadable);
        json.WriteEndObject();
    }

    private static StoredTally ReadTally(JsonElement json) =>
        new(
            json.TryGetProperty("name", out var name) ? name.GetString()! : "",
            json.GetProperty("rows").GetInt64(),
            Text(json, "units"),
            json.GetProperty("unreadable").GetInt64()
        );

    private static void WriteSegment(Utf8JsonWriter json, StoreSegment segment)
    {
        json.WriteStartObject();
        json.WritePropertyName("file");
        WriteFile(json, segment.File);
        WriteArray(
            json,
            "parts",
            segment.Parts,
            (j, part) =>
            {
                j.WriteStartObject();
                j.WriteString("load", part.Load);
                j.WriteNumber("rows", part.Rows);
                j.WriteNumber("scale", part.Scale);
                j.WriteEndObject();
            }
        );
        json.WriteNumber("first_day", segment.FirstDay);
        json.WriteNumber("last_day", segment.LastDay);
        json.WriteEndObject();
    }

    private static StoreSegment ReadSegment(JsonElement json) =>
        new(
            ReadFile(json.GetProperty("file")),
            Array(
                json,
                "parts",
                part => new SegmentPart(
                    Text(part, "load"),
                    part.GetProperty("rows").GetInt32(),
                    part.GetProperty("scale").GetInt32()
                )
            ),
            json.GetProperty("first_day").GetInt32(),
            json.GetProperty("last_day").GetInt32()
        );

    private static void WriteFile(Utf8JsonWriter json, StoreFile file)
    {
        json.WriteStartObject();
        json.WriteString("name", file.Name);
        json.WriteString("sha256", file.Sha256);
        json.WriteNumber("bytes", file.Bytes);
        json.WriteNumber("rows", file.Rows);
        json.WriteEndObject();
    }

    private static StoreFile ReadFile(JsonElement json) =>
        new(
            Text(json, "name"),
            Text(json, "sha256"),
            json.GetProperty("bytes").GetInt64(),
            json.GetProperty("rows").GetInt64()
        );

    private static void WriteArray<T>(
        Utf8JsonWriter json,
        string name,
        IReadOnlyList<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static List<T> Array<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.GetProperty(name).EnumerateArray().Select(read).ToList();

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString()!;
}
