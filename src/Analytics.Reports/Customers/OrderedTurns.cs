namespace Analytics.Reports.Customers;

/// <summary>
/// Numbered pieces of work that are prepared side by side and finished in their order: one thread writes while others still prepare what comes
/// behind. A piece that fails stops all others.
/// </summary>
internal sealed class OrderedTurns
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

            lock (_gate)
            {
                while (_finished < piece && !_hasFailed)
                {
                    Monitor.Wait(_gate);
                }
            }

            // nobody else is in turn before the piece is counted as finished
            if (!Volatile.Read(ref _hasFailed))
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
                _finished = piece + 1;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
