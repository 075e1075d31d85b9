namespace Analytics.Core.Delinquency.Rolls;

/// <summary>
/// Everything that is counted about a panel of states in one pass: transitions, pairs of transitions (for the chain's memory), transitions by
/// cycle (for its constancy), months that are missing. Memory depends on states and cycles alone.
/// </summary>
/// <param name="states">Number of states.</param>
public sealed class PanelCounter(int states)
{
    private readonly long[] _triples = new long[states * states * states];
    private readonly SortedDictionary<int, long[]> _byCycle = [];
    private long[]? _lastCycle;
    private int _lastCycleNumber = int.MinValue;

    /// <summary>The transitions of all accounts.</summary>
    public RollCounter Rolls { get; private init; } = new(states);

    /// <summary>Accounts seen.</summary>
    public long Accounts { get; private set; }

    /// <summary>Account-cycles seen.</summary>
    public long Rows { get; private set; }

    /// <summary>Neighbouring rows of an account between which cycles are missing; they make no transition.</summary>
    public long Gaps { get; private set; }

    /// <summary>Account-cycles per state.</summary>
    public long[] PerState { get; } = new long[states];

    /// <summary>Takes one account.</summary>
    /// <param name="state">State at each of its closes.</param>
    /// <param name="cycle">Number of each close, ascending; neighbours differ by 1.</param>
    /// <param name="units">Balance at each close in minor units; empty where there is no money.</param>
    public void Add(ReadOnlySpan<byte> state, ReadOnlySpan<int> cycle, ReadOnlySpan<long> units)
    {
        Accounts++;
        Rows += state.Length;
        for (var t = 0; t < state.Length; t++)
        {
            PerState[state[t]]++;
            if (t == 0)
            {
                continue;
            }

            if (cycle[t] != cycle[t - 1] + 1)
            {
                Gaps++;
                continue;
            }

            Rolls.Add(state[t - 1], state[t], units.IsEmpty ? 0 : units[t - 1]);
            CellsOf(cycle[t])[(state[t - 1] * states) + state[t]]++;
            if (t > 1 && cycle[t - 1] == cycle[t - 2] + 1)
            {
                _triples[(((state[t - 2] * states) + state[t - 1]) * states) + state[t]]++;
            }
        }

        Rolls.EndAccount();
    }

    /// <summary>Adds what another counter saw of other accounts.</summary>
    public void Add(PanelCounter other)
    {
        Rolls.Add(other.Rolls);
        Accounts += other.Accounts;
        Rows += other.Rows;
        Gaps += other.Gaps;
        for (var s = 0; s < states; s++)
        {
            PerState[s] += other.PerState[s];
        }

        for (var i = 0; i < _triples.Length; i++)
        {
            _triples[i] += other._triples[i];
        }

        foreach (var (cycle, cells) in other._byCycle)
        {
            var mine = CellsOf(cycle);
            for (var i = 0; i < mine.Length; i++)
            {
                mine[i] += cells[i];
            }
        }
    }

    /// <summary>The same counts where states have other numbers.</summary>
    /// <param name="toNew">New number of each state that occurs.</param>
    /// <param name="count">Number of states there.</param>
    public PanelCounter Renumbered(ReadOnlySpan<int> toNew, int count)
    {
        var result = new PanelCounter(count)
        {
            Accounts = Accounts,
            Rows = Rows,
            Gaps = Gaps,
            Rolls = Rolls.Renumbered(toNew, count),
        };
        for (var i = 0; i < toNew.Length; i++)
        {
            result.PerState[toNew[i]] = PerState[i];
            for (var j = 0; j < toNew.Length; j++)
            {
                foreach (var (cycle, cells) in _byCycle)
                {
                    result.CellsOf(cycle)[(toNew[i] * count) + toNew[j]] = cells[(i * states) + j];
                }

                for (var k = 0; k < toNew.Length; k++)
                {
                    result._triples[(((toNew[i] * count) + toNew[j]) * count) + toNew[k]] =
                        _triples[(((i * states) + j) * states) + k];
                }
            }
        }

        return result;
    }

    /// <summary>Does the state before the last one matter? Likelihood-ratio test of order 1 against order 2 (Anderson &amp; Goodman 1957, section 4).</summary>
    public ChainTest Memory()
    {
        var cells = new double[states * states];
        var (statistic, freedom, largest) = (0.0, 0, 0.0);
        for (var now = 0; now < states; now++)
        {
            // rows: the state before; columns: the state after
            for (var i = 0; i < states; i++)
            {
                for (var k = 0; k < states; k++)
                {
                    cells[(i * states) + k] = _triples[(((i * states) + now) * states) + k];
                }
            }

            ChainTest.Add(cells, states, ref statistic, ref freedom, ref largest);
        }

        return new ChainTest(statistic, freedom, largest);
    }

    /// <summary>Are the shares the same in every cycle? Likelihood-ratio test of constancy (Anderson &amp; Goodman 1957, section 3).</summary>
    public ChainTest Constancy()
    {
        var (statistic, freedom, largest) = (0.0, 0, 0.0);
        var cycles = _byCycle.Values.ToList();
        var cells = new double[cycles.Count * states];
        for (var from = 0; from < states; from++)
        {
            for (var t = 0; t < cycles.Count; t++)
            {
                for (var k = 0; k < states; k++)
                {
                    cells[(t * states) + k] = cycles[t][(from * states) + k];
                }
            }

            ChainTest.Add(cells, states, ref statistic, ref freedom, ref largest);
        }

        return new ChainTest(statistic, freedom, largest);
    }

    private long[] CellsOf(int cycle)
    {
        if (cycle == _lastCycleNumber)
        {
            return _lastCycle!;
        }

        if (!_byCycle.TryGetValue(cycle, out var cells))
        {
            cells = new long[states * states];
            _byCycle.Add(cycle, cells);
        }

        (_lastCycle, _lastCycleNumber) = (cells, cycle);
        return cells;
    }
}
