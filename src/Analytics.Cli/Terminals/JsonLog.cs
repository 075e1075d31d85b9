using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Core.Work;

namespace Analytics.Cli.Terminals;

/// <summary>Turns each line of talk into one JSON object: time (UTC), level (info, warning, error), step, message, counts (rows and bytes read).</summary>
/// <param name="output">Receives the objects, one per line.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="progress">Tells the step under way and what was read.</param>
internal sealed class JsonLog(TextWriter output, TimeProvider clock, ImportProgress progress)
    : TextWriter
{
    private static readonly JsonWriterOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly StringBuilder _line = new();

    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        lock (_line)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }

            var text = _line.ToString();
            _line.Clear();
            if (text.Trim().Length > 0)
            {
                output.WriteLine(Object(text));
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        lock (_line)
        {
            foreach (var c in value ?? "")
            {
                Write(c);
            }
        }
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        lock (_line)
        {
            Write(value);
            Write('\n');
        }
    }

    /// <inheritdoc/>
    public override void Flush() => output.Flush();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            output.Dispose();
        }

        base.Dispose(disposing);
    }

    private string Object(string line)
    {
        var (level, message) = Split(line);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            json.WriteString(
                "time",
                clock
                    .GetUtcNow()
                    .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            );
            json.WriteString("level", level);
            json.WriteString("step", progress.Step);
            json.WriteString("message", message);
            json.WriteStartObject("counts");
            json.WriteNumber("rows", progress.Rows);
            json.WriteNumber("bytes", progress.Bytes);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static (string Level, string Message) Split(string line)
    {
        foreach (var level in (string[])["error", "warning"])
        {
            if (line.StartsWith(level + ": ", StringComparison.Ordinal))
            {
                return (level, line[(level.Length + 2)..]);
            }
        }

        return ("info", line);
    }
}
