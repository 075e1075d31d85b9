using System.Text;
using Analytics.Cli.Terminals;

namespace Analytics.Cli.Tests;

/// <summary>One run of the program inside the test process, with its streams and exit code.</summary>
internal sealed record CrmRun(int ExitCode, string Output, string Error)
{
    public static CrmRun Of(params string[] args) =>
        With(new Dictionary<string, string>(StringComparer.Ordinal), args);

    public static CrmRun With(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var terminal = new Terminal(output, error, environment);
        using var signals = new Signals();
        var exitCode = Program.Run(args, terminal, signals);
        return new CrmRun(exitCode, Text(output), Text(error));
    }

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());
}
