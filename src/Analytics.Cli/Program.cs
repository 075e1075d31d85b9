using System.Diagnostics.CodeAnalysis;
using Analytics.Cli.Terminals;

namespace Analytics.Cli;

/// <summary>The way in: every outcome becomes an exit code here.</summary>
internal static class Program
{
    /// <summary>Runs the command that the arguments name.</summary>
    public static int Main(string[] args)
    {
        using var terminal = Terminal.OfProcess();
        using var signals = new Signals();
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
        catch (OperationCanceledException) when (signals.ExitCode is { } code)
        {
            FaultPrinter.PrintStopped(terminal, code);
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
}
