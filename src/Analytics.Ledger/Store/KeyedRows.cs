using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Store;

/// <summary>
/// The rows of a table whose loads map a business key: of the rows with one key the newest version counts, of equal versions the larger
/// content; never the order of arrival. Rows without key all count.
/// </summary>
internal sealed class KeyedRows
{
    private readonly Dictionary<string, (int Segment, int Row)> _newest = new(
        StringComparer.Ordinal
    );
    private readonly IReadOnlyList<StoreSegment> _segments;
    private readonly SegmentColumns[] _columns;
    private readonly bool[][] _isOld;
    private readonly int _scale;

    /// <summary>Reads all segments and decides; whatever is stored may decide, so all of it is read.</summary>
    /// <param name="store">The store.</param>
    /// <param name="segments">The segments.</param>
    /// <param name="scale">The scale of all money.</param>
    public KeyedRows(LedgerStore store, IReadOnlyList<StoreSegment> segments, int scale)
    {
        (_segments, _scale) = (segments, scale);
        _columns = segments
            .Select(s => SegmentColumns.Parse(store.Read(s.File), s.File.Name, DetailRoles.Every))
            .ToArray();
        _isOld = _columns.Select(c => new bool[c.Rows]).ToArray();
        for (var s = 0; s < _columns.Length; s++)
        {
            for (var row = 0; row < _columns[s].Rows; row++)
            {
                Decide(s, row);
            }
        }
    }

    /// <summary>The columns of a segment.</summary>
    public SegmentColumns Columns(int segment) => _columns[segment];

    /// <summary>True per row of a segment where a newer one stands elsewhere.</summary>
    public bool[] IsOld(int segment) => _isOld[segment];

    /// <summary>A sum over the rows that count: the same however they were split into loads.</summary>
    /// <param name="details">Per role of <see cref="DetailRoles"/> whether all loads tell it.</param>
    public string Digest(bool[] details)
    {
        BigInteger sum = _scale;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var s = 0; s < _columns.Length; s++)
        {
            for (var row = 0; row < _columns[s].Rows; row++)
            {
                if (!_isOld[s][row])
                {
                    SHA256.HashData(Encoding.UTF8.GetBytes(Content(s, row)), hash);
                    sum += new BigInteger(hash, isUnsigned: true);
                }
            }
        }

        return StoreManifest.Hash(
            Encoding.ASCII.GetBytes(
                "crm keyed rows\n"
                    + sum.ToString(CultureInfo.InvariantCulture)
                    + string.Concat(
                        DetailRoles
                            .All.Where((_, role) => details[role])
                            .Select(role => "\n" + role.Name())
                    )
            )
        );
    }

    private void Decide(int segment, int row)
    {
        var key = _columns[segment].Keys[row].Span;
        if (key.IsEmpty)
        {
            return;
        }

        var text = Encoding.UTF8.GetString(key);
        if (!_newest.TryGetValue(text, out var before))
        {
            _newest[text] = (segment, row);
            return;
        }

        if (Compare(segment, row, before.Segment, before.Row) > 0)
        {
            _isOld[before.Segment][before.Row] = true;
            _newest[text] = (segment, row);
        }
        else
        {
            _isOld[segment][row] = true;
        }
    }

    private int Compare(int s, int row, int otherS, int otherRow)
    {
        var order = VersionOrder.Compare(
            _columns[s].Versions[row].Span,
            _columns[otherS].Versions[otherRow].Span
        );
        if (order == 0)
        {
            order = string.CompareOrdinal(Content(s, row), Content(otherS, otherRow));
        }

        // equal in everything: only the account of the loads can tell them apart
        return order != 0 ? order : string.CompareOrdinal(Load(otherS, otherRow), Load(s, row));
    }

    private string Content(int s, int row)
    {
        var columns = _columns[s];
        var units = columns.UnitsOf(row) * PowersOfTen.Of(_scale - Part(s, row).Scale);
        return string.Join(
            '\0',
            Text(columns.Keys[row]),
            Text(columns.Versions[row]),
            Text(columns.Customers[row]),
            columns.Orders.Length == 0 ? "" : Text(columns.Orders[row]),
            columns.Days[row].ToString(CultureInfo.InvariantCulture),
            columns.IsReturn[row] ? "-" : "+",
            units.ToString(CultureInfo.InvariantCulture)
                + string.Concat(DetailRoles.All.Select((_, role) => Detail(columns, role, row)))
        );
    }

    // nothing where none is told: a row says the same beside others that tell it, and in a store that never heard of it
    private static string Detail(SegmentColumns columns, int role, int row) =>
        columns.Details[role] is { Length: > 0 } texts && !texts[row].IsEmpty
            ? "\0" + DetailRoles.All[role].Name() + "\0" + Text(texts[row])
            : "";

    private string Load(int s, int row) => Part(s, row).Load;

    private SegmentPart Part(int s, int row)
    {
        foreach (var part in _segments[s].Parts)
        {
            if (row < part.Rows)
            {
                return part;
            }

            row -= part.Rows;
        }

        throw new InvalidOperationException("a row behind the last load of its segment");
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
