using Analytics.Core.Faults;

namespace Analytics.Ledger.Store.Text;

/// <summary>Reads the rows of a table of text, load by load; the segment read last stays at hand, since small loads share one.</summary>
/// <param name="opened">The store as it was opened.</param>
internal sealed class TextPieces(LedgerStore opened)
{
    private LedgerStore _store = opened;
    private (string Name, TextColumns Columns)? _last;

    /// <summary>The loads of a table in the order in which they are read: of their names, as a shell lists files, never of arrival.</summary>
    public static IReadOnlyList<StoreLoad> LoadsOf(LedgerStore store, string table) =>
        store
            .LoadsOf(table)
            .OrderBy(l => l.Name, StringComparer.Ordinal)
            .ThenBy(l => l.Id, StringComparer.Ordinal)
            .ToList();

    /// <summary>The rows of one load in their order; each segment is read and checked as it is reached.</summary>
    /// <exception cref="StoreFault">A segment is damaged.</exception>
    public IEnumerable<TextPiece> Of(StoreLoad load)
    {
        var segments = SegmentsOf(load);
        for (var s = 0; s < segments.Count; s++)
        {
            var columns = Columns(segments[s]);
            if (columns is null)
            {
                // joined with others meanwhile: only loads of a single segment ever are
                segments = SegmentsOf(load);
                columns =
                    Columns(segments[s])
                    ?? throw new StoreFault(
                        $"{_store.PathOf(segments[s].File.Name)}: joined again while it was read; run again"
                    );
            }

            var first = 0;
            foreach (var part in segments[s].Parts)
            {
                if (part.Load == load.Id)
                {
                    yield return new TextPiece(load, columns, first, part.Rows);
                }

                first += part.Rows;
            }
        }
    }

    private List<StoreSegment> SegmentsOf(StoreLoad load) =>
        _store.Segments.Where(s => s.Parts.Any(p => p.Load == load.Id)).ToList();

    // null where the store has changed since it was opened, and the segment is no longer part of it
    private TextColumns? Columns(StoreSegment segment)
    {
        if (_last is { } last && last.Name == segment.File.Name)
        {
            return last.Columns;
        }

        try
        {
            var columns = TextColumns.Parse(_store.Read(segment.File), segment.File.Name);
            _last = (segment.File.Name, columns);
            return columns;
        }
        catch (StoreFault)
            when (LedgerStore.Open(_store.Directory) is var now && now.Number != _store.Number)
        {
            _store = now;
            return null;
        }
    }
}

/// <summary>The rows of one load within a segment.</summary>
/// <param name="Load">The load.</param>
/// <param name="Columns">The segment.</param>
/// <param name="First">Its first row there.</param>
/// <param name="Count">Number of its rows there.</param>
internal sealed record TextPiece(StoreLoad Load, TextColumns Columns, int First, int Count)
{
    /// <summary>A cell.</summary>
    public ReadOnlySpan<byte> Cell(int column, int row) => Columns.Cells[column][First + row].Span;
}
