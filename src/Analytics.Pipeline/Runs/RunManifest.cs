using System.Security.Cryptography;
using System.Text.Json;

namespace Analytics.Pipeline.Runs;

/// <summary>Writes <c>manifest.json</c>: what went in, which settings mattered, what came out, each file with its SHA-256.</summary>
public static class RunManifest
{
    /// <summary>The schema of run directories.</summary>
    public const int Schema = 1;

    /// <summary>Name of the manifest.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Name of the log of times, which is no output.</summary>
    public const string LogName = "run.log";

    private const string Outputs = "outputs";
    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the manifest of a run directory whose other files are complete.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="version">The program's version.</param>
    /// <param name="asOf">The day on which the run looks back.</param>
    /// <param name="inputs">What went in.</param>
    /// <param name="options">The settings that decide bytes, by name.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="models">The models that were tried.</param>
    /// <param name="output">Receives the manifest.</param>
    public static void Write(
        string directory,
        string version,
        DateOnly asOf,
        IReadOnlyList<RunInput> inputs,
        IReadOnlyList<(string Name, string Value)> options,
        long seed,
        IReadOnlyList<RunModel> models,
        Stream output
    )
    {
        using var json = new Utf8JsonWriter(output, Format);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("program", "crm");
        json.WriteString("version", version);
        json.WriteStartArray("inputs");
        foreach (var input in inputs)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("sha256", input.Sha256);
            json.WriteNumber("rows", input.Rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("as_of", Steps.Cells.Of(asOf));
        json.WriteStartObject("options");
        foreach (var (name, value) in options)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("seed", seed);
        json.WriteStartArray("models");
        foreach (var model in models)
        {
            json.WriteStartObject();
            json.WriteString("name", model.Name);
            json.WriteBoolean("chosen", model.IsChosen);
            json.WriteString("parameters", model.Parameters);
            json.WriteString("exit_reason", model.ExitReason);
            json.WriteString("diagnosis", model.Diagnosis);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteOutputs(json, directory);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes the manifest of an earlier run again for a directory with other outputs.</summary>
    /// <param name="directory">The directory, whose other files are complete.</param>
    /// <param name="earlier">The earlier manifest.</param>
    /// <param name="output">Receives the manifest.</param>
    public static void Renew(string directory, JsonElement earlier, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Format);
        json.WriteStartObject();
        foreach (var property in earlier.EnumerateObject().Where(p => p.Name != Outputs))
        {
            property.WriteTo(json);
        }

        WriteOutputs(json, directory);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteOutputs(Utf8JsonWriter json, string directory)
    {
        json.WriteStartArray(Outputs);
        foreach (
            var path in Directory
                .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            var name = Path.GetRelativePath(directory, path).Replace('\\', '/');
            if (name is FileName or LogName)
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("sha256", HashOf(path));
            json.WriteNumber("bytes", new FileInfo(path).Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>SHA-256 of a file in lower-case hexadecimal.</summary>
    public static string HashOf(string path)
    {
        using var stream = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            1 << 20
        );
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
