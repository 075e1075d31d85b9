namespace Analytics.Core.Simulation;

/// <summary>Where dirty rows go: after which clean row stands which kind.</summary>
internal sealed class DirtySchedule
{
    /// <summary>Clean rows at the end of the file that no dirty row follows, so that reading is seen to resume after an unclosed quote.</summary>
    public const int QuietTail = 5;

    private readonly long[] _after;
    private readonly DirtyKind[] _kinds;
    private int _next;

    /// <summary>Places the rows of a plan at random.</summary>
    /// <param name="settings">The simulation.</param>
    /// <param name="cleanRows">Clean rows of the file.</param>
    public DirtySchedule(SimulationSettings settings, long cleanRows)
    {
        var kinds = settings.Dirty.Expand(cleanRows);
        HasUnclosedQuote = kinds.Remove(DirtyKind.UnclosedQuote);
        var stream = RandomStream.Of(settings.Seed, StreamPurpose.Dirty, 0);
        _kinds = [.. kinds];
        Shuffling.Shuffle<DirtyKind>(_kinds, ref stream);
        _after = new long[_kinds.Length];
        for (var i = 0; i < _after.Length; i++)
        {
            _after[i] = stream.Below(Math.Max(1, cleanRows - QuietTail - 1));
        }

        Array.Sort(_after);
        LastQuotableRow = HasUnclosedQuote ? Math.Max(0, cleanRows - QuietTail - 1) : cleanRows;
    }

    /// <summary>True where the file ends with an unclosed quote and the quiet tail.</summary>
    public bool HasUnclosedQuote { get; }

    /// <summary>The clean row that the unclosed quote follows; behind it no product is quoted. Else the number of clean rows.</summary>
    public long LastQuotableRow { get; }

    /// <summary>Number of dirty rows.</summary>
    public int Count => _kinds.Length + (HasUnclosedQuote ? 1 : 0);

    /// <summary>Takes the next dirty row that stands after the given clean row; false when there is none.</summary>
    public bool TryTake(long cleanRow, out DirtyKind kind)
    {
        if (_next < _kinds.Length && _after[_next] <= cleanRow)
        {
            kind = _kinds[_next++];
            return true;
        }

        if (_next == _kinds.Length && HasUnclosedQuote && cleanRow == LastQuotableRow)
        {
            _next++;
            kind = DirtyKind.UnclosedQuote;
            return true;
        }

        kind = DirtyKind.UnclosedQuote;
        return false;
    }
}
