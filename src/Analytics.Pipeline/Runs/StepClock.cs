using System.Diagnostics;
using System.Globalization;
using System.Text;
using Analytics.Core.Work;

namespace Analytics.Pipeline.Runs;

/// <summary>
/// The steps of a run, one after the other: tells how long each took, for <c>run.log</c> (which is no output: times never stand in one), and
/// lets the run be stopped between them.
/// </summary>
/// <param name="progress">Told which step is under way.</param>
/// <param name="stop">Stops the run at the next step.</param>
public sealed class StepClock(ImportProgress progress, CancellationToken stop)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly StringBuilder _lines = new();
    private TimeSpan _last;

    /// <summary>The step before is done and this one begins.</summary>
    /// <exception cref="OperationCanceledException">The run is to stop.</exception>
    public void Begin(string step)
    {
        stop.ThrowIfCancellationRequested();
        End();
        progress.BeginStep(step);
    }

    /// <summary>The lines of all steps so far and the total.</summary>
    public string Text()
    {
        End();
        return _lines.ToString()
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{"total", -24} {_watch.Elapsed.TotalSeconds, 9:0.000} s\n"
            );
    }

    private void End()
    {
        var now = _watch.Elapsed;
        if (progress.Step.Length > 0)
        {
            progress.EndStep(now - _last);
            _lines.Append(
                CultureInfo.InvariantCulture,
                $"{progress.Step, -24} {(now - _last).TotalSeconds, 9:0.000} s\n"
            );
        }

        _last = now;
    }
}
