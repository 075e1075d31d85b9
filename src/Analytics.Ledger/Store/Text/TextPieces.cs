namespace Analytics.Ledger.Store.Text;

/// <summary>Reads the rows of a table of text, load by load; the segment read last stays at hand, since small loads share one.</summary>
/// <param name="store">The store.</param>
internal sealed class TextPieces(LedgerStore store)
{
    private (string Name, TextColumns Columns)? _last;

    /// <summary>The loads of a table in the order in which they are read: of their names, as a shell lists files, never of arrival.</summary>
    public static IReadOnlyList<StoreLoad> LoadsOf(LedgerStore store, string table) =>
        store
            .LoadsOf(table)
            .OrderBy(l => l.Name, StringComparer.Ordinal)
            .ThenBy(l => l.Id, StringComparer.Ordinal)
            .ToList();

    /// <summary>The rows of one load in their order; each segment is read and checked as it is reached.</summary>
    /// <exception cref="Core.Faults.StoreFault">A segment is damaged.</exception>
    public IEnumerable<TextPiece> Of(StoreLoad load)
    {
        foreach (var segment in store.Segments.Where(s => s.Parts.Any(p => p.Load == load.Id)))
        {
            var columns = Columns(segment);
            var first = 0;
            foreach (var part in segment.Parts)
            {
                if (part.Load == load.Id)
                {
                    yield return new TextPiece(load, columns, first, part.Rows);
                }

                first += part.Rows;
            }
        }
    }

    private TextColumns Columns(StoreSegment segment)
    {
        if (_last is not { } last || last.Name != segment.File.Name)
        {
            _last = last = (
                segment.File.Name,
                TextColumns.Parse(store.Read(segment.File), segment.File.Name)
            );
        }

        return last.Columns;
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
