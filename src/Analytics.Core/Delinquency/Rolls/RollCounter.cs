namespace Analytics.Core.Delinquency.Rolls;

/// <summary>
/// Counts transitions between states while accounts pass, in memory that depends on the number of states alone. All sums are whole numbers,
/// so that neither the order of accounts nor the split over threads changes a bit.
/// </summary>
public sealed class RollCounter
{
    private readonly int _states;
    private readonly long[] _count;
    private readonly Int128[] _amount;
    private readonly long[] _hitSquares;
    private readonly long[] _crossed;
    private readonly long[] _accounts;
    private readonly long[] _squares;
    private readonly int[] _ownCount;
    private readonly int[] _ownFrom;
    private readonly int[] _touched;
    private int _touchedCount;

    /// <summary>A counter without transitions.</summary>
    /// <param name="states">Number of states, 1 to 255.</param>
    public RollCounter(int states)
    {
        _states = states;
        var cells = states * states;
        (_count, _hitSquares, _crossed) = (new long[cells], new long[cells], new long[cells]);
        (_accounts, _squares) = (new long[states], new long[states]);
        _amount = new Int128[cells];
        (_ownCount, _ownFrom, _touched) = (new int[cells], new int[states], new int[cells]);
    }

    /// <summary>Number of states.</summary>
    public int States => _states;

    /// <summary>Adds one transition of the account at hand.</summary>
    /// <param name="from">State at a close.</param>
    /// <param name="to">State at the next close.</param>
    /// <param name="units">Balance at the first close, in minor units.</param>
    public void Add(int from, int to, long units)
    {
        var cell = (from * _states) + to;
        if (_ownCount[cell]++ == 0)
        {
            _touched[_touchedCount++] = cell;
        }

        _amount[cell] += units;
    }

    /// <summary>Ends the account at hand: its transitions are one cluster.</summary>
    public void EndAccount()
    {
        for (var t = 0; t < _touchedCount; t++)
        {
            _ownFrom[_touched[t] / _states] += _ownCount[_touched[t]];
        }

        for (var t = 0; t < _touchedCount; t++)
        {
            var cell = _touched[t];
            var from = cell / _states;
            long own = _ownCount[cell];
            _count[cell] += own;
            _hitSquares[cell] += own * own;
            _crossed[cell] += own * _ownFrom[from];
            _ownCount[cell] = 0;
        }

        for (var t = 0; t < _touchedCount; t++)
        {
            var from = _touched[t] / _states;
            if (_ownFrom[from] > 0)
            {
                long own = _ownFrom[from];
                _accounts[from]++;
                _squares[from] += own * own;
                _ownFrom[from] = 0;
            }
        }

        _touchedCount = 0;
    }

    /// <summary>Adds what another counter of the same states counted over other accounts.</summary>
    public void Add(RollCounter other)
    {
        for (var i = 0; i < _count.Length; i++)
        {
            _count[i] += other._count[i];
            _amount[i] += other._amount[i];
            _hitSquares[i] += other._hitSquares[i];
            _crossed[i] += other._crossed[i];
        }

        for (var s = 0; s < _states; s++)
        {
            _accounts[s] += other._accounts[s];
            _squares[s] += other._squares[s];
        }
    }

    /// <summary>The same counts where states have other numbers.</summary>
    /// <param name="toNew">New number of each state.</param>
    /// <param name="states">Number of states there.</param>
    public RollCounter Renumbered(ReadOnlySpan<int> toNew, int states)
    {
        var result = new RollCounter(states);
        for (var from = 0; from < toNew.Length; from++)
        {
            result._accounts[toNew[from]] = _accounts[from];
            result._squares[toNew[from]] = _squares[from];
            for (var to = 0; to < toNew.Length; to++)
            {
                var (old, now) = ((from * _states) + to, (toNew[from] * states) + toNew[to]);
                result._count[now] = _count[old];
                result._amount[now] = _amount[old];
                result._hitSquares[now] = _hitSquares[old];
                result._crossed[now] = _crossed[old];
            }
        }

        return result;
    }

    /// <summary>All transitions counted.</summary>
    public long Total => _count.Sum();

    /// <summary>Transitions out of a state.</summary>
    public long From(int state)
    {
        long sum = 0;
        for (var to = 0; to < _states; to++)
        {
            sum += _count[(state * _states) + to];
        }

        return sum;
    }

    /// <summary>Transitions from one state to another.</summary>
    public long Count(int from, int to) => _count[(from * _states) + to];

    /// <summary>Balance that made a transition, in minor units.</summary>
    public Int128 Amount(int from, int to) => _amount[(from * _states) + to];

    /// <summary>Share of a transition among those of its origin, with a 95 % interval clustered by account.</summary>
    public ShareInterval Share(int from, int to)
    {
        var cell = (from * _states) + to;
        return WilsonInterval.Clustered(
            _count[cell],
            From(from),
            _accounts[from],
            _hitSquares[cell],
            _crossed[cell],
            _squares[from]
        );
    }

    /// <summary>Every ordered pair that was seen, by origin and target.</summary>
    public IEnumerable<RollCell> Cells()
    {
        for (var from = 0; from < _states; from++)
        {
            Int128 money = 0;
            for (var to = 0; to < _states; to++)
            {
                money += Amount(from, to);
            }

            for (var to = 0; to < _states; to++)
            {
                if (Count(from, to) > 0)
                {
                    yield return new RollCell(
                        from,
                        to,
                        Count(from, to),
                        Share(from, to),
                        Amount(from, to),
                        money == 0 ? null : (double)Amount(from, to) / (double)money
                    );
                }
            }
        }
    }
}

/// <summary>One cell of a roll matrix.</summary>
/// <param name="From">State at a close.</param>
/// <param name="To">State at the next.</param>
/// <param name="Count">Account-cycles.</param>
/// <param name="Share">Their share among those of the origin, with its interval.</param>
/// <param name="Amount">Their balance at the first close, in minor units.</param>
/// <param name="AmountShare">Its share of the origin's balance; null where that is nothing.</param>
public readonly record struct RollCell(
    int From,
    int To,
    long Count,
    ShareInterval Share,
    Int128 Amount,
    double? AmountShare
);
