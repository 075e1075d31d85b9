using System.Text;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// What was bought and where in the rows of one part: for each role read one tuple a (customer, day, text), its order the text's 64-bit hash (which
/// only meets others of the same customer), its units the number of purchase rows.
/// </summary>
internal sealed unsafe class DetailTuples : IDisposable
{
    private readonly TupleArena _arena = new();
    private readonly TuplePages?[] _roles;
    private ulong _lastChannel;

    /// <summary>Empty.</summary>
    /// <param name="isRead">Per role of <see cref="DetailRoles"/> whether it is read.</param>
    /// <param name="leastCompact">Tuples kept before they are compacted.</param>
    public DetailTuples(bool[] isRead, int leastCompact) =>
        _roles = Array.ConvertAll(
            isRead,
            read => read ? new TuplePages(_arena, hasOrders: true, leastCompact) : null
        );

    /// <summary>Names of the channels by their hash.</summary>
    public Dictionary<ulong, string> Channels { get; } = [];

    /// <summary>The tuples of a role; null where it is not read.</summary>
    public TuplePages? Of(int role) => _roles[role];

    /// <summary>Adds the details of a row; returns have none.</summary>
    public void Add(int customer, PurchaseBatch batch, int i)
    {
        if (batch.IsReturn[i])
        {
            return;
        }

        for (var role = 0; role < _roles.Length; role++)
        {
            if (_roles[role] is { } pages && batch.DetailLengths[role][i] is > 0 and var length)
            {
                var text = new ReadOnlySpan<byte>(batch.Details[role][i], length);
                var code = IdKey.HashBytes(text);
                pages.Add(batch.Keys[i].Hash, customer, batch.Days[i] << 1, 1, code);
                if (role == DetailRoles.Channel && (code != _lastChannel || Channels.Count == 0))
                {
                    _lastChannel = code;
                    _ = Channels.TryAdd(code, Encoding.UTF8.GetString(text));
                }
            }
        }
    }

    /// <summary>Joins equal tuples where that is due.</summary>
    public void CompactWhereDue()
    {
        foreach (var pages in _roles)
        {
            pages?.CompactWhereDue();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _arena.Dispose();
}
