using System.Text;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Text;

/// <summary>How many rows of a load stand in earlier loads of its table too, equal in every cell. Rows are told apart by 64 bits of hash.</summary>
internal sealed class TextOverlap
{
    private readonly Dictionary<ulong, (long Rows, bool IsFound)> _rows = [];

    /// <summary>Rows of the load that were found elsewhere.</summary>
    public long Count => _rows.Values.Where(r => r.IsFound).Sum(r => r.Rows);

    /// <summary>Adds rows of the load.</summary>
    public void Add(TextColumns columns)
    {
        var head = HeadOf(columns);
        for (var row = 0; row < columns.Rows; row++)
        {
            var hash = HashOf(columns, row, head);
            _rows[hash] = (_rows.GetValueOrDefault(hash).Rows + 1, false);
        }
    }

    /// <summary>Holds the rows of an earlier segment against the load.</summary>
    public void Compare(TextColumns columns)
    {
        var head = HeadOf(columns);
        for (var row = 0; row < columns.Rows; row++)
        {
            var hash = HashOf(columns, row, head);
            if (_rows.TryGetValue(hash, out var own) && !own.IsFound)
            {
                _rows[hash] = own with { IsFound = true };
            }
        }
    }

    private static ulong HeadOf(TextColumns columns) =>
        IdKey.HashBytes(Encoding.UTF8.GetBytes(string.Join('\0', columns.Names)));

    private static ulong HashOf(TextColumns columns, int row, ulong hash)
    {
        foreach (var column in columns.Cells)
        {
            hash = RowOverlap.Mix(hash, IdKey.HashBytes(column[row].Span));
        }

        return hash;
    }
}
