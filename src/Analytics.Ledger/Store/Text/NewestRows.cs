using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Analytics.Ledger.Receivables;

namespace Analytics.Ledger.Store.Text;

/// <summary>
/// Which rows of a table of text count where several tell of the same: the newest version, of equal versions the larger content, never the
/// later arrival. Rows without key all count. Customers without versions: the last row of the export whose name sorts last.
/// </summary>
internal sealed class NewestRows
{
    private readonly Dictionary<string, (int Piece, int Row)> _newest = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<TextPiece> _pieces;
    private readonly Dictionary<object, int> _places;
    private readonly bool[][] _isOld;

    /// <summary>Decides.</summary>
    /// <param name="pieces">The rows of the table, load by load in their order.</param>
    /// <param name="keyRole">The option that names the column of keys.</param>
    private NewestRows(IReadOnlyList<TextPiece> pieces, string keyRole)
    {
        _pieces = pieces;
        _places = pieces
            .Select((piece, p) => (piece, p))
            .ToDictionary(x => (object)x.piece, x => x.p, ReferenceEqualityComparer.Instance);
        _isOld = pieces.Select(p => new bool[p.Count]).ToArray();
        for (var p = 0; p < pieces.Count; p++)
        {
            var key = TextRoles.ColumnOf(pieces[p].Load, keyRole);
            for (var row = 0; row < pieces[p].Count && key >= 0; row++)
            {
                Decide(p, row, Text(pieces[p].Cell(key, row)));
            }
        }
    }

    /// <summary>Decides for a table; null where no two rows can tell of the same.</summary>
    /// <param name="pieces">Reads the rows.</param>
    /// <param name="loads">The loads in their order.</param>
    public static NewestRows? Of(TextPieces pieces, IReadOnlyList<StoreLoad> loads)
    {
        var isCustomers = loads[0].Table == StoreTables.Customers;
        return isCustomers || loads.Any(l => l.HasKey)
            ? new NewestRows(
                loads.SelectMany(pieces.Of).ToList(),
                isCustomers ? ReceivablesRole.Account.Name() : TextRoles.Key
            )
            : null;
    }

    /// <summary>The rows of a load.</summary>
    public IEnumerable<TextPiece> PiecesOf(StoreLoad load) =>
        _pieces.Where(p => p.Load.Id == load.Id);

    /// <summary>True per row of a piece where another row stands for it.</summary>
    public bool[] IsOld(TextPiece piece) => _isOld[_places[piece]];

    /// <summary>A sum over the rows that count: the same however they were split into loads.</summary>
    public string Digest()
    {
        var sum = BigInteger.Zero;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var p = 0; p < _pieces.Count; p++)
        {
            for (var row = 0; row < _pieces[p].Count; row++)
            {
                if (!_isOld[p][row])
                {
                    SHA256.HashData(Encoding.UTF8.GetBytes(Content(p, row)), hash);
                    sum += new BigInteger(hash, isUnsigned: true);
                }
            }
        }

        return StoreManifest.Hash(
            Encoding.ASCII.GetBytes("crm keyed text\n" + sum.ToString(CultureInfo.InvariantCulture))
        );
    }

    private void Decide(int piece, int row, string key)
    {
        if (key.Length == 0)
        {
            return;
        }

        if (!_newest.TryGetValue(key, out var before))
        {
            _newest[key] = (piece, row);
        }
        else if (Compare(piece, row, before.Piece, before.Row) > 0)
        {
            _isOld[before.Piece][before.Row] = true;
            _newest[key] = (piece, row);
        }
        else
        {
            _isOld[piece][row] = true;
        }
    }

    private int Compare(int p, int row, int otherP, int otherRow)
    {
        var (version, otherVersion) = (Version(p), Version(otherP));
        if (version < 0 && otherVersion < 0 && _pieces[p].Load.Table == StoreTables.Customers)
        {
            // pieces come in the order of names
            return 1;
        }

        var order = VersionOrder.Compare(
            Cell(p, row, version),
            Cell(otherP, otherRow, otherVersion)
        );
        if (order == 0)
        {
            order = string.CompareOrdinal(Content(p, row), Content(otherP, otherRow));
        }

        return order != 0
            ? order
            : string.CompareOrdinal(_pieces[otherP].Load.Id, _pieces[p].Load.Id);
    }

    private int Version(int piece) => TextRoles.ColumnOf(_pieces[piece].Load, TextRoles.Version);

    private ReadOnlySpan<byte> Cell(int piece, int row, int column) =>
        column < 0 ? [] : _pieces[piece].Cell(column, row);

    private string Content(int p, int row)
    {
        var piece = _pieces[p];
        return string.Join(
            '\0',
            piece
                .Columns.Names.Select((name, c) => name + "\0" + Text(piece.Cell(c, row)))
                .Order(StringComparer.Ordinal)
        );
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
