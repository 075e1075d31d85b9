using System.Runtime.InteropServices;

namespace Analytics.Cli.Terminals;

/// <summary>Turns Ctrl-C and SIGTERM into a cancelled <see cref="Token"/>; a second one ends the process at once.</summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of the signal that arrived, or null.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Begins to listen; not needed by what ends at once, such as help.</summary>
    public void Listen()
    {
        _registrations.Add(
            PosixSignalRegistration.Create(
                PosixSignal.SIGINT,
                context => Stop(context, Cli.ExitCode.Interrupted)
            )
        );
        _registrations.Add(
            PosixSignalRegistration.Create(
                PosixSignal.SIGTERM,
                context => Stop(context, Cli.ExitCode.Terminated)
            )
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    /// <summary>What a signal does: the first cancels, the second is left to the system.</summary>
    internal void Stop(PosixSignalContext context, int exitCode)
    {
        if (ExitCode is not null)
        {
            return;
        }

        context.Cancel = true;
        ExitCode = exitCode;
        _source.Cancel();
    }
}
