using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Receivables;

/// <summary>The rows of one account of a panel, as far as they were read.</summary>
internal sealed class PanelRun
{
    private byte[] _account = [];
    private int _accountLength;
    private int[] _cycles = [];
    private byte[] _states = [];
    private int[] _labels = [];
    private bool _isSorted = true;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Account => _account.AsSpan(0, _accountLength);

    public ReadOnlySpan<int> Cycles => _cycles.AsSpan(0, Count);

    public ReadOnlySpan<byte> States => _states.AsSpan(0, Count);

    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, Count);

    /// <summary>Begins another account.</summary>
    public void Begin(ReadOnlySpan<byte> account)
    {
        if (_account.Length < account.Length)
        {
            _account = new byte[account.Length * 2];
        }

        account.CopyTo(_account);
        (_accountLength, Count, _isSorted) = (account.Length, 0, true);
    }

    /// <summary>Adds a month.</summary>
    public void Add(int cycle, byte state, int label)
    {
        if (Count == _cycles.Length)
        {
            var room = Math.Max(64, Count * 2);
            Array.Resize(ref _cycles, room);
            Array.Resize(ref _states, room);
            Array.Resize(ref _labels, room);
        }

        _isSorted &= Count == 0 || _cycles[Count - 1] < cycle;
        (_cycles[Count], _states[Count], _labels[Count]) = (cycle, state, label);
        Count++;
    }

    /// <summary>The same rows, to be kept while this goes on to the next account.</summary>
    public PanelRun Copy()
    {
        var copy = new PanelRun { _isSorted = _isSorted };
        copy._account = Account.ToArray();
        (copy._accountLength, copy.Count) = (_accountLength, Count);
        (copy._cycles, copy._states, copy._labels) = (
            Cycles.ToArray(),
            States.ToArray(),
            Labels.ToArray()
        );
        return copy;
    }

    /// <summary>Puts the months in order.</summary>
    /// <exception cref="OrderLostException">A month comes twice: the exact way knows what to do with it.</exception>
    public void Sort()
    {
        if (_isSorted)
        {
            return;
        }

        var order = Enumerable.Range(0, Count).OrderBy(i => _cycles[i]).ToArray();
        var (cycles, states, labels) = (
            Array.ConvertAll(order, i => _cycles[i]),
            Array.ConvertAll(order, i => _states[i]),
            Array.ConvertAll(order, i => _labels[i])
        );
        for (var t = 1; t < cycles.Length; t++)
        {
            if (cycles[t] == cycles[t - 1])
            {
                throw new OrderLostException();
            }
        }

        cycles.CopyTo(_cycles, 0);
        states.CopyTo(_states, 0);
        labels.CopyTo(_labels, 0);
        _isSorted = true;
    }
}
