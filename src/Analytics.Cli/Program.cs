using System.Diagnostics.CodeAnalysis;
using Analytics.Cli.Terminals;
using Analytics.Pipeline.Output;

namespace Analytics.Cli;

/// <summary>The way in: every outcome becomes an exit code here.</summary>
internal static class Program
{
    /// <summary>Runs the command that the arguments name.</summary>
    public static int Main(string[] args)
    {
        using var terminal = Terminal.OfProcess();
        using var signals = new Signals((code, reason) => End(terminal, code, reason));
        return Run(args, terminal, signals);
    }

    /// <summary>Runs a command on given streams; the only place that catches everything.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "every outcome becomes an exit code here")]
    internal static int Run(string[] args, Terminal terminal, Signals signals)
    {
        try
        {
            return CommandLine.Run(args, terminal, signals);
        }
        catch (Exception e) when (signals.ExitCode is { } code && IsStop(e))
        {
            FaultPrinter.PrintStopped(terminal, signals.Reason);
            return code;
        }
        catch (Exception e)
        {
            return FaultPrinter.Print(e, terminal);
        }
        finally
        {
            terminal.Flush();
        }
    }

    private static bool IsStop(Exception e) =>
        e is OperationCanceledException or OutOfMemoryException
        || (e is AggregateException several && several.Flatten().InnerExceptions.All(IsStop));

    // the work did not end by itself
    private static void End(Terminal terminal, int code, string reason)
    {
        UnfinishedOutputs.Abandon();
        FaultPrinter.PrintStopped(terminal, reason);
        Environment.Exit(code);
    }
}
