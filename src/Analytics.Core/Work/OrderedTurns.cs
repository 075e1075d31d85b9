namespace Analytics.Core.Work;

/// <summary>
/// Numbered pieces of work that are prepared side by side and finished in their order: one thread finishes while others still prepare what
/// comes behind. A piece that fails stops all others.
/// </summary>
public sealed class OrderedTurns
{
    private readonly object _gate = new();
    private int _taken;
    private int _finished;
    private bool _hasFailed;

    /// <summary>Takes the next piece of <paramref name="count"/>; false when none is left.</summary>
    public bool TryTake(int count, out int piece)
    {
        piece = Interlocked.Increment(ref _taken) - 1;
        return piece < count;
    }

    /// <summary>True where all earlier pieces are finished.</summary>
    public bool IsTurnOf(int piece) => Volatile.Read(ref _finished) >= piece;

    /// <summary>Waits, while a piece is prepared, until all earlier ones are finished.</summary>
    /// <exception cref="OperationCanceledException">One of them failed.</exception>
    public void Await(int piece)
    {
        if (!TryAwait(piece))
        {
            throw new OperationCanceledException();
        }
    }

    /// <summary>Prepares a taken piece at once and finishes it behind all earlier ones; does neither once another piece has failed.</summary>
    public void Run(int piece, Action prepare, Action finish)
    {
        var isDone = false;
        try
        {
            if (!Volatile.Read(ref _hasFailed))
            {
                prepare();
            }

            // nobody else is in turn before the piece is counted as finished
            if (TryAwait(piece))
            {
                finish();
            }

            isDone = true;
        }
        finally
        {
            lock (_gate)
            {
                _hasFailed |= !isDone;
                _finished = Math.Max(_finished, piece + 1);
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>True in turn, false once a piece has failed.</summary>
    private bool TryAwait(int piece)
    {
        lock (_gate)
        {
            while (_finished < piece && !_hasFailed)
            {
                Monitor.Wait(_gate);
            }

            return !_hasFailed;
        }
    }
}
