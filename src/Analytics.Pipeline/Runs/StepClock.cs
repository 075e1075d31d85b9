using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Analytics.Pipeline.Runs;

/// <summary>How long each step took, for <c>run.log</c> (which is no output: times never stand in one).</summary>
public sealed class StepClock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly StringBuilder _lines = new();
    private TimeSpan _last;

    /// <summary>A step is done.</summary>
    public void Done(string step)
    {
        var now = _watch.Elapsed;
        _lines.Append(
            CultureInfo.InvariantCulture,
            $"{step, -24} {(now - _last).TotalSeconds, 9:0.000} s\n"
        );
        _last = now;
    }

    /// <summary>The lines so far and the total.</summary>
    public string Text() =>
        _lines.ToString()
        + string.Create(
            CultureInfo.InvariantCulture,
            $"{"total", -24} {_watch.Elapsed.TotalSeconds, 9:0.000} s\n"
        );
}
