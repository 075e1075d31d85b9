using Analytics.Cli.Terminals;
using Analytics.Core.Faults;

namespace Analytics.Cli;

/// <summary>Says on stderr what went wrong, in one line where one is enough, and gives the exit code.</summary>
internal static class FaultPrinter
{
    private const int NoSpace = 28;
    private const int FileTooBig = 27;
    private const int QuotaExceeded = 122;

    /// <summary>Prints a fault; with <c>--verbose</c> also where it came from.</summary>
    public static int Print(Exception fault, Terminal terminal)
    {
        fault = Innermost(fault);
        var code = Code(fault);
        terminal.Error.WriteLine("error: " + Text(fault, terminal));
        if (terminal.Verbose)
        {
            terminal.Error.WriteLine(fault.ToString());
        }

        return code;
    }

    /// <summary>Says that a signal or a limit ended the run.</summary>
    public static void PrintStopped(Terminal terminal, string reason) =>
        terminal.Error.WriteLine(reason);

    // trouble met on several threads at once is told once
    private static Exception Innermost(Exception fault) =>
        fault is AggregateException several && several.Flatten().InnerExceptions is [var first, ..]
            ? first
            : fault;

    private static int Code(Exception fault) =>
        fault switch
        {
            UsageFault => ExitCode.Usage,
            DataFault => ExitCode.Data,
            FileFault or IOException or UnauthorizedAccessException => ExitCode.Files,
            LockFault => ExitCode.Locked,
            ModelFault => ExitCode.Model,
            StoreFault => ExitCode.Corrupt,
            OutOfMemoryException => ExitCode.Files,
            _ => ExitCode.Bug,
        };

    private static string Text(Exception fault, Terminal terminal) =>
        fault switch
        {
            Fault => fault.Message,
            IOException { HResult: NoSpace } =>
                $"the disk is full ({fault.Message}); nothing was left half written, free some space and run again",
            IOException { HResult: QuotaExceeded } =>
                $"the disk quota is used up ({fault.Message}); nothing was left half written",
            IOException { HResult: FileTooBig } =>
                $"the file would be larger than allowed here ({fault.Message})",
            UnauthorizedAccessException => $"no permission: {fault.Message}",
            IOException => fault.Message,
            OutOfMemoryException => Limits.TooLittle(terminal.MemoryLimit),
            _ =>
                $"a bug in crm {Version.Text}: {fault.GetType().Name}: {fault.Message}; please send this line with the command (--verbose adds details)",
        };
}
