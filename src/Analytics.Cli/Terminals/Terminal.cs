using System.Collections;
using System.Text;
using Analytics.Core.Work;

namespace Analytics.Cli.Terminals;

/// <summary>The streams and the environment of one run: results go to <see cref="Output"/>, talk to <see cref="Error"/>.</summary>
internal sealed class Terminal : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Lazy<StreamWriter> _text;

    /// <summary>Wraps given streams.</summary>
    public Terminal(Stream output, Stream error, IReadOnlyDictionary<string, string> environment)
    {
        Output = output;
        Error = new StreamWriter(error, Utf8) { AutoFlush = true, NewLine = "\n" };
        Environment = environment;
        _text = new Lazy<StreamWriter>(() => new StreamWriter(output, Utf8) { NewLine = "\n" });
    }

    /// <summary>Data only.</summary>
    public Stream Output { get; }

    /// <summary>Progress, warnings, errors.</summary>
    public TextWriter Error { get; private set; }

    /// <summary>The environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>True where a person reads the results.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>True where a person reads the talk.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>True once <c>--verbose</c> was read: errors are printed in full.</summary>
    public bool Verbose { get; set; }

    /// <summary>Bytes allowed by <c>--memory</c>; null = no limit.</summary>
    public long? MemoryLimit { get; set; }

    /// <summary>How far the reading of the inputs has come.</summary>
    public ImportProgress Progress { get; } = new();

    /// <summary>From now on each line on stderr is a JSON object.</summary>
    public void LogJson()
    {
        if (Error is not JsonLog)
        {
            Error = new JsonLog(Error, TimeProvider.System, Progress);
        }
    }

    /// <summary>Results as text.</summary>
    public TextWriter Text => _text.Value;

    /// <summary>The streams of this process.</summary>
    public static Terminal OfProcess() =>
        new(Console.OpenStandardOutput(), Console.OpenStandardError(), ProcessEnvironment())
        {
            OutputIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
        };

    /// <summary>Writes what is still in buffers.</summary>
    public void Flush()
    {
        if (_text.IsValueCreated)
        {
            _text.Value.Flush();
        }

        Output.Flush();
        Error.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        Error.Dispose();
        Output.Dispose();
    }

    private static Dictionary<string, string> ProcessEnvironment()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry pair in System.Environment.GetEnvironmentVariables())
        {
            environment[(string)pair.Key] = (string?)pair.Value ?? "";
        }

        return environment;
    }
}
