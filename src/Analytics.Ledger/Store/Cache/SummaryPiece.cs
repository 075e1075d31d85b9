using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>The sums of some customers in a row.</summary>
internal sealed class SummaryPiece : CustomerPiece
{
    private readonly SummaryState[] _states;
    private readonly ConcurrentDictionary<int, SummaryBuilder.WideSums> _wide = [];
    private SummaryHandler _handler;

    /// <summary>An empty piece.</summary>
    /// <param name="customers">Most customers there will be.</param>
    public SummaryPiece(int customers)
        : base(customers)
    {
        _states = new SummaryState[customers];
        _handler = new SummaryHandler(_states, _wide);
    }

    /// <inheritdoc/>
    public override bool IsTooWide => !_wide.IsEmpty;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(in CustomerDayRow row) => _handler.Day(row);

    /// <summary>Begins a customer with the sums of its earlier days; later days are added, then it is ended.</summary>
    public void Begin(in SummaryState sums) => _handler.Begin(sums);

    /// <summary>Puts the piece into its place among the others.</summary>
    public void CopyTo(SummaryArrays arrays, int firstCustomer, bool isNet)
    {
        for (var c = 0; c < Customers; c++)
        {
            arrays.Set(firstCustomer + c, _states[c], isNet);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool EndDays()
    {
        _handler.CustomerDone(Customers);
        return !_states[Customers].IsEmpty;
    }
}
