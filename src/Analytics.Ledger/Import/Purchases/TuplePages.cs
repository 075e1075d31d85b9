using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Tuples spread over pages by the customer's hash, so that later work stays inside the cache, and compacted to one a (customer, day, kind, order)
/// whenever their number has doubled and that pays.
/// </summary>
internal sealed class TuplePages
{
    /// <summary>Number of pages.</summary>
    public const int Count = 512;

    private const int PageShift = 64 - 9;
    private const int ProbePages = 4;
    private const double WorthKeeping = 0.75;
    private readonly TuplePage[] _pages = new TuplePage[Count];
    private readonly bool _hasOrders;
    private readonly int _leastCompact;
    private long _tuples;
    private long _compactAt;

    /// <summary>Empty pages.</summary>
    /// <param name="arena">Memory of the tuples.</param>
    /// <param name="hasOrders">As for <see cref="TupleOrder.Combine"/>.</param>
    /// <param name="leastCompact">Tuples kept before they are compacted.</param>
    public TuplePages(TupleArena arena, bool hasOrders, int leastCompact)
    {
        (_hasOrders, _leastCompact, _compactAt) = (hasOrders, leastCompact, leastCompact);
        for (var i = 0; i < Count; i++)
        {
            _pages[i] = new TuplePage(arena);
        }
    }

    /// <summary>The tuples of a page.</summary>
    public TuplePage this[int page] => _pages[page];

    /// <summary>The page of a customer.</summary>
    public static int Of(ulong hash) => (int)(hash >> PageShift);

    /// <summary>Adds a tuple.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong hash, int customer, int dayAndKind, long units, ulong order) =>
        _tuples += _pages[Of(hash)].Add(customer, dayAndKind, units, order, _hasOrders);

    /// <summary>Compacts all pages where enough tuples are there and the first pages show that it pays: those of one customer, day and order that stand apart are few.</summary>
    public void CompactWhereDue()
    {
        if (_tuples < _compactAt)
        {
            return;
        }

        long before = 0,
            after = 0;
        for (
            var page = 0;
            page < Count && (page < ProbePages || after <= before * WorthKeeping);
            page++
        )
        {
            before += _pages[page].Count;
            _pages[page].Compact(_hasOrders);
            after += _pages[page].Count;
        }

        _tuples = 0;
        foreach (var page in _pages)
        {
            _tuples += page.Count;
        }

        _compactAt = Math.Max(_leastCompact, _tuples * 2);
    }
}
