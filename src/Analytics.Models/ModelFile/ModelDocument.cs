using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.Core.Faults;

namespace Analytics.Models.ModelFile;

/// <summary>
/// The frame of every model we save: <c>{"format", "version", "kind", "sha256", "content"}</c>, where sha256 is that of the bytes of content as they
/// stand. Files are plain JSON and are read as data only: nothing in them is run.
/// </summary>
public static class ModelDocument
{
    /// <summary>What <c>format</c> says in files of ours.</summary>
    public const string Format = "crm-model";

    /// <summary>The version written, and the only one read.</summary>
    public const int Version = 1;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    /// <summary>Writes a model; the same content gives the same bytes.</summary>
    /// <param name="output">Receives UTF-8 text.</param>
    /// <param name="kind">What is modelled, for example <c>churn</c>.</param>
    /// <param name="content">Writes one JSON value.</param>
    public static void Write(Stream output, string kind, Action<Utf8JsonWriter> content)
    {
        var body = Json(content);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteString("kind", kind);
        json.WriteString("sha256", Hash(body));
        json.WritePropertyName("content");
        json.WriteRawValue(body, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    /// <summary>Reads a model and checks whose it is and that nobody changed it.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Its name for faults.</param>
    /// <param name="kind">What is to be modelled by it.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ModelFault">Foreign, of another kind or version, or changed since it was written.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> bytes, string name, string kind)
    {
        var root = Parse(bytes, name);
        if (
            root.ValueKind != JsonValueKind.Object
            || Text(root, "format") != Format
            || !root.TryGetProperty("content", out var content)
        )
        {
            throw Foreign(name, null);
        }

        if (
            !root.TryGetProperty("version", out var version)
            || !version.TryGetInt32(out var number)
            || number != Version
        )
        {
            throw new ModelFault(
                $"{name}: a model file of version {version}; this program reads version {Version}: train it again"
            );
        }

        if (Text(root, "kind") != kind)
        {
            throw new ModelFault(
                $"{name}: a model of kind '{Text(root, "kind")}', but a model of kind '{kind}' is needed"
            );
        }

        if (Text(root, "sha256") != Hash(Encoding.UTF8.GetBytes(content.GetRawText())))
        {
            throw new ModelFault(
                $"{name}: the content does not match its SHA-256: it was changed or damaged after training; restore it, or train it again"
            );
        }

        return content;
    }

    /// <summary>SHA-256 of bytes, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A JSON value as UTF-8 bytes.</summary>
    public static byte[] Json(Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            content(json);
        }

        return buffer.ToArray();
    }

    /// <summary>Runs a reader of content; what does not fit the shape becomes a fault that names the file.</summary>
    /// <exception cref="ModelFault">A property is missing, or is not what was expected.</exception>
    public static T Content<T>(JsonElement content, string name, Func<JsonElement, T> read)
    {
        try
        {
            return read(content);
        }
        catch (Exception e)
            when (e
                    is KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
                        or IndexOutOfRangeException
            )
        {
            throw new ModelFault(
                $"{name}: a model file of a shape this program does not know ({e.Message}); train it again",
                e
            );
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw Foreign(name, e);
        }
    }

    private static ModelFault Foreign(string name, Exception? inner) =>
        new($"{name}: no model file of this program; give the .json that 'train' wrote", inner);

    private static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
