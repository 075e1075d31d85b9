using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store;

/// <summary>
/// How many rows of a load stand in earlier loads too, equal in customer, order, day, kind and amount. Only segments whose days meet those of
/// the load are read, so that a month behind the others costs nothing. Rows are told apart by 64 bits of hash.
/// </summary>
internal sealed class RowOverlap
{
    private readonly Dictionary<ulong, (long Rows, bool IsFound)> _rows = [];
    private readonly int _scale;
    private int _firstDay = int.MaxValue;
    private int _lastDay = int.MinValue;

    /// <summary>An empty load.</summary>
    /// <param name="scale">A scale that no row exceeds.</param>
    public RowOverlap(int scale) => _scale = scale;

    /// <summary>Adds rows of the load.</summary>
    public void Add(SegmentColumns columns, int scale)
    {
        for (var row = 0; row < columns.Rows; row++)
        {
            var hash = HashOf(columns, row, scale);
            _rows[hash] = (_rows.GetValueOrDefault(hash).Rows + 1, false);
            _firstDay = Math.Min(_firstDay, columns.Days[row]);
            _lastDay = Math.Max(_lastDay, columns.Days[row]);
        }
    }

    /// <summary>Holds the rows of an earlier segment against the load.</summary>
    public void Compare(SegmentColumns columns, IReadOnlyList<SegmentPart> parts)
    {
        var row = 0;
        foreach (var part in parts)
        {
            for (var end = row + part.Rows; row < end; row++)
            {
                if (columns.Days[row] < _firstDay || columns.Days[row] > _lastDay)
                {
                    continue;
                }

                var hash = HashOf(columns, row, part.Scale);
                if (_rows.TryGetValue(hash, out var own) && !own.IsFound)
                {
                    _rows[hash] = own with { IsFound = true };
                }
            }
        }
    }

    /// <summary>Rows of the load that were found elsewhere.</summary>
    public long Count => _rows.Values.Where(r => r.IsFound).Sum(r => r.Rows);

    private ulong HashOf(SegmentColumns columns, int row, int scale)
    {
        var units = columns.UnitsOf(row) * PowersOfTen.Of(_scale - scale);
        var hash = IdKey.HashBytes(columns.Customers[row].Span);
        if (columns.Orders.Length > 0)
        {
            hash = Mix(hash, IdKey.HashBytes(columns.Orders[row].Span));
        }

        hash = Mix(hash, (ulong)units);
        hash = Mix(hash, (ulong)(units >> 64));
        return Mix(hash, ((ulong)(uint)columns.Days[row] << 1) | (columns.IsReturn[row] ? 1UL : 0));
    }

    /// <summary>Mixes a value into a hash.</summary>
    internal static ulong Mix(ulong hash, ulong value)
    {
        var high = Math.BigMul(hash ^ 0x9E3779B97F4A7C15, value ^ 0xD6E8FEB86659FD93, out var low);
        return high ^ low ^ (hash << 1);
    }
}
