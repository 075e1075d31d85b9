using System.Runtime.InteropServices;

namespace Analytics.Cli.Terminals;

/// <summary>
/// Turns Ctrl-C, SIGTERM and limits that are passed into a cancelled <see cref="Token"/>. Work that does not hear it within <see cref="Patience"/>,
/// or a second signal, ends the process at once; also then nothing half written is left.
/// </summary>
internal sealed class Signals : IDisposable
{
    /// <summary>How long work may take to end by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _gate = new();
    private readonly Action<int, string>? _end;
    private Timer? _timer;

    /// <summary>Signals that only cancel.</summary>
    public Signals() { }

    /// <summary>Signals that also end the process.</summary>
    /// <param name="end">Ends it with an exit code and a last line; called where the work does not end by itself.</param>
    public Signals(Action<int, string> end) => _end = end;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of the signal that arrived, or null.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>What to say about it.</summary>
    public string Reason { get; private set; } = "";

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

        _timer?.Dispose();
        _source.Dispose();
    }

    /// <summary>Stops the work for a reason of our own.</summary>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="reason">The line that says why.</param>
    public void Stop(int exitCode, string reason)
    {
        lock (_gate)
        {
            if (ExitCode is not null)
            {
                return;
            }

            (ExitCode, Reason) = (exitCode, reason);
            _timer = new Timer(_ => End(), null, Patience, Timeout.InfiniteTimeSpan);
        }

        _source.Cancel();
    }

    /// <summary>What a signal does: the first cancels, the second ends.</summary>
    internal void Stop(PosixSignalContext context, int exitCode)
    {
        if (ExitCode is null)
        {
            context.Cancel = true;
            Stop(
                exitCode,
                exitCode == Cli.ExitCode.Interrupted
                    ? "interrupted; nothing was left half written"
                    : "terminated; nothing was left half written"
            );
        }
        else
        {
            End();
        }
    }

    private void End() => _end?.Invoke(ExitCode!.Value, Reason);
}
