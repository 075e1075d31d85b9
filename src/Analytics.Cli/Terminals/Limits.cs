using System.Globalization;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Terminals;

/// <summary>
/// Watches over <c>--timeout</c> and <c>--memory</c>: what passes one of them is stopped as by a signal. Each limit has a thread of its own, because the work
/// itself may keep all threads of the pool.
/// </summary>
internal sealed class Limits : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);
    private readonly object _gate = new();
    private bool _isOver;

    private Limits() { }

    /// <summary>Begins to watch; without limits nothing is watched.</summary>
    /// <param name="settings">The limits.</param>
    /// <param name="signals">Told when one is passed.</param>
    public static Limits Of(PipelineSettings settings, Signals signals)
    {
        var limits = new Limits();
        if (settings.Timeout is { } time)
        {
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"error: the time is up: --timeout of {time.TotalSeconds:0.###} s; nothing was left half written. Give more time, or leave parts out with --skip"
            );
            limits.Watch(time, isOnce: true, () => signals.Stop(ExitCode.Terminated, line));
        }

        if (settings.Memory is { } bytes)
        {
            LimitHeap(bytes);
            limits.Watch(Every, isOnce: false, () => Weigh(bytes, signals));
        }

        return limits;
    }

    /// <summary>What is said where memory does not suffice.</summary>
    /// <param name="limit">Bytes allowed; null = what the machine has.</param>
    public static string TooLittle(long? limit) =>
        (
            limit is { } bytes
                ? $"more memory is needed than --memory allows ({Megabytes(bytes)} MB)"
                : "more memory is needed than there is"
        )
        + "; nothing was left half written. Give more memory, fewer --threads, or leave parts out with --skip";

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Watch(TimeSpan time, bool isOnce, Action tell) =>
        new Thread(() =>
        {
            while (!IsOverWithin(time))
            {
                tell();
                if (isOnce)
                {
                    return;
                }
            }
        })
        {
            IsBackground = true,
        }.Start();

    private bool IsOverWithin(TimeSpan time)
    {
        lock (_gate)
        {
            for (; !_isOver && time > TimeSpan.Zero; time -= Longest)
            {
                Monitor.Wait(_gate, time < Longest ? time : Longest);
            }

            return _isOver;
        }
    }

    // the collector works harder near the limit instead of growing past it
    private static void LimitHeap(long bytes)
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)bytes);
        try
        {
            GC.RefreshMemoryLimit();
        }
        catch (InvalidOperationException)
        {
            // the heap is already larger: the watch on the whole process, below, sees it
        }
    }

    // memory that the collector does not know (training, compression) counts as well
    private static void Weigh(long bytes, Signals signals)
    {
        if (Environment.WorkingSet > bytes)
        {
            signals.Stop(ExitCode.Files, "error: " + TooLittle(bytes));
        }
    }

    private static string Megabytes(long bytes) =>
        (bytes / 1_000_000).ToString(CultureInfo.InvariantCulture);
}
