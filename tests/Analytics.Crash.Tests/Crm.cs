using System.Diagnostics;

namespace Analytics.Crash.Tests;

/// <summary>crm as a process of its own.</summary>
/// <param name="ExitCode">Its exit code; 128 and the number of the signal that killed it.</param>
/// <param name="Error">What it said.</param>
internal sealed record Crm(int ExitCode, string Error)
{
    /// <summary>What a killed process returns.</summary>
    public const int Killed = 137;

    /// <summary>Runs it with other variables in its environment.</summary>
    /// <param name="folder">The directory it starts in.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="environment">The variables.</param>
    public static Crm Run(
        string folder,
        IEnumerable<string> args,
        params (string Name, string Value)[] environment
    ) => Run(Words[0], [.. Words[1..], .. args], folder, environment);

    /// <summary>Runs it below strace.</summary>
    /// <param name="folder">The directory it starts in.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="log">Receives the trace.</param>
    /// <param name="calls">The system calls to trace.</param>
    public static Crm Trace(string folder, IEnumerable<string> args, string log, string calls) =>
        Run("strace", ["-f", "-y", "-e", calls, "-o", log, .. Words, .. args], folder, []);

    /// <summary>Starts it and leaves it running.</summary>
    public static Process Start(string folder, IEnumerable<string> args) =>
        Start(Words[0], [.. Words[1..], .. args], folder, []);

    // the build of the tests, or another one: compiled ahead it starts in a third of the time
    private static readonly string[] Words = Environment.GetEnvironmentVariable("CRM_CRASH_PROGRAM")
        is { Length: > 0 } program
        ? [program]
        : ["dotnet", Path.Combine(AppContext.BaseDirectory, "crm.dll")];

    private static Crm Run(
        string program,
        IEnumerable<string> args,
        string folder,
        (string Name, string Value)[] environment
    )
    {
        using var process = Start(program, args, folder, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        output.GetAwaiter().GetResult();
        process.WaitForExit();
        return new Crm(process.ExitCode, error);
    }

    private static Process Start(
        string program,
        IEnumerable<string> args,
        string folder,
        (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
