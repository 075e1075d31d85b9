using System.Diagnostics;
using System.Globalization;
using Analytics.Core.Work;

namespace Analytics.Cli.Terminals;

/// <summary>
/// One line on the terminal that tells how far long work has come; shown from the second second on, wiped when the work ends. Off a terminal
/// and with <c>--quiet</c> there is none.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly TextWriter _error;
    private readonly ImportProgress _import;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Timer _timer;
    private int _shown;

    private ProgressLine(TextWriter error, ImportProgress import, TimeSpan after)
    {
        (_error, _import) = (error, import);
        _timer = new Timer(_ => Show(), null, after, Every);
    }

    /// <summary>The line for a terminal that a person reads, else null.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="isQuiet">True where nothing is to be said.</param>
    /// <param name="import">What is watched.</param>
    /// <param name="after">When it first appears.</param>
    public static ProgressLine? For(
        Terminal terminal,
        bool isQuiet,
        ImportProgress import,
        TimeSpan after
    ) =>
        terminal.ErrorIsTerminal && !isQuiet
            ? new ProgressLine(terminal.Error, import, after)
            : null;

    /// <summary>What is done, of how much, and how long the rest will take.</summary>
    /// <param name="import">How far the reading has come.</param>
    /// <param name="elapsed">Time since the work began.</param>
    public static string Text(ImportProgress import, TimeSpan elapsed)
    {
        var (bytes, total) = (import.Bytes, import.Total);
        var seconds = elapsed.TotalSeconds;
        if (bytes == 0)
        {
            return Invariant($"looking at the inputs, {seconds:0} s");
        }

        var read = Invariant($"{import.Rows:#,0} rows, {Megabytes(bytes)}");
        if (total == 0)
        {
            return Invariant($"{read} MB read, {seconds:0} s");
        }

        return bytes >= total
            ? Invariant($"{read} MB read; computing, {seconds:0} s")
            : Invariant(
                $"{read} of {Megabytes(total)} MB ({100.0 * bytes / total:0} %), {Math.Ceiling(seconds * (total - bytes) / bytes):0} s left to read"
            );
    }

    /// <summary>Says a line in place of the progress, which comes back below it.</summary>
    public void Say(string line)
    {
        lock (_error)
        {
            Wipe();
            _error.WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using (var ended = new ManualResetEvent(false))
        {
            if (_timer.Dispose(ended))
            {
                ended.WaitOne();
            }
        }

        lock (_error)
        {
            Wipe();
        }
    }

    private void Show()
    {
        var text = Text(_import, _watch.Elapsed);
        lock (_error)
        {
            _error.Write("\r" + text.PadRight(_shown));
            _shown = text.Length;
        }
    }

    private void Wipe()
    {
        if (_shown > 0)
        {
            _error.Write("\r" + new string(' ', _shown) + "\r");
            _shown = 0;
        }
    }

    private static string Megabytes(long bytes) =>
        (bytes / 1_000_000).ToString("#,0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
