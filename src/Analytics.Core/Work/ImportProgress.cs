namespace Analytics.Core.Work;

/// <summary>How far the reading of the inputs has come; written by the scanning threads, read by whoever shows it.</summary>
public sealed class ImportProgress
{
    private long _bytes;
    private long _rows;
    private long _total;

    /// <summary>Unpacked bytes read so far; starts again where the inputs are read a second time.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Lines read so far.</summary>
    public long Rows => Volatile.Read(ref _rows);

    /// <summary>Bytes to read; 0 = not begun, or unknown because an input is packed.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>The step of the work under way; empty before the first.</summary>
    public string Step { get; private set; } = "";

    /// <summary>Told when a step has ended, with its name and the time it took.</summary>
    public Action<string, TimeSpan>? StepEnded { get; set; }

    /// <summary>A step begins.</summary>
    public void BeginStep(string step) => Step = step;

    /// <summary>The step under way has ended.</summary>
    public void EndStep(TimeSpan time) => StepEnded?.Invoke(Step, time);

    /// <summary>Reading begins, from the start.</summary>
    public void Begin(long total)
    {
        Volatile.Write(ref _bytes, 0);
        Volatile.Write(ref _rows, 0);
        Volatile.Write(ref _total, total);
    }

    /// <summary>More was read.</summary>
    public void Add(long bytes, long rows)
    {
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _rows, rows);
    }
}
