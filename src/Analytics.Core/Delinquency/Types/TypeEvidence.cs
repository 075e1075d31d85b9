using Analytics.Core.Delinquency.Ledger;

namespace Analytics.Core.Delinquency.Types;

/// <summary>
/// What tells accounts apart, added up close by close: what they are billed, how often they pay after the due day though within the cycle, and how
/// they move between the states. How long an account is known is no trait of its own: it is how much there is to tell it by.
/// </summary>
public sealed class TypeEvidence
{
    /// <summary>Number of states.</summary>
    public static readonly int States = DelinquencyStates.Names.Count;

    private readonly int[] _moves = new int[States * States];
    private double _billed;
    private int _cycles;
    private int _last = -1;

    /// <summary>Logarithm of the mean bill of a cycle; not-a-number where nothing was billed.</summary>
    public double LogBill => _billed > 0 ? Math.Log(_billed / _cycles) : double.NaN;

    /// <summary>Payments after the due day in cycles that began and ended with nothing overdue.</summary>
    public int Late { get; private set; }

    /// <summary>Payments up to the due day in such cycles.</summary>
    public int Prompt { get; private set; }

    /// <summary>How often each state (row) was followed by each (column).</summary>
    public ReadOnlySpan<int> Moves => _moves;

    /// <summary>The last move added, as an index of <see cref="Moves"/>; -1 where there was none.</summary>
    public int LastMove { get; private set; } = -1;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _moves.AsSpan().Clear();
        (_billed, _cycles, _last, Late, Prompt, LastMove) = (0, 0, -1, 0, 0, -1);
    }

    /// <summary>Adds the next close of the account.</summary>
    /// <param name="look">What the ledger shows there.</param>
    /// <param name="power">10 to the number of decimals of money.</param>
    public void Add(in AccountCycle look, double power)
    {
        _billed += look.Billed / power;
        _cycles += look.Billed > 0 ? 1 : 0;
        var state = (int)look.State;
        if (_last <= (int)DelinquencyState.Current && state <= (int)DelinquencyState.Current)
        {
            Late += look.LateAllocations;
            Prompt += look.Allocations - look.LateAllocations;
        }

        LastMove = _last < 0 ? -1 : (_last * States) + state;
        if (LastMove >= 0)
        {
            _moves[LastMove]++;
        }

        _last = state;
    }
}
