using System.Text;
using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Some accounts that stand together, and what is chosen for them; used again for the next ones.</summary>
public sealed class PlanBlock
{
    private readonly int _actions;

    internal PlanBlock(int size, int actions)
    {
        _actions = actions;
        (Accounts, Blocked) = (new PlanAccount[size], new string?[size]);
        (Chosen, Best) = (new int[size], new int[size]);
        (IsRobust, IsHeldOut) = (new bool[size], new bool[size]);
        Values = new double[size * actions];
    }

    /// <summary>Row of the first account among all.</summary>
    public int From { get; internal set; }

    /// <summary>Number of accounts; the arrays may be longer.</summary>
    public int Count { get; internal set; }

    /// <summary>The accounts.</summary>
    public PlanAccount[] Accounts { get; }

    /// <summary>Why an account must be left alone; null where it need not.</summary>
    public string?[] Blocked { get; }

    /// <summary>Action to be taken.</summary>
    public int[] Chosen { get; }

    /// <summary>Action that would be best without limits, guardrails and holdout.</summary>
    public int[] Best { get; }

    /// <summary>True where the best action is the same at every point of the sensitivity grid.</summary>
    public bool[] IsRobust { get; }

    /// <summary>True where an account is held out at random.</summary>
    public bool[] IsHeldOut { get; }

    /// <summary>Value of every action, account by account.</summary>
    public double[] Values { get; }

    /// <summary>What a call adds where it adds anything, in order.</summary>
    internal List<PlanStep> Increments { get; } = [];

    /// <summary>What competes for money, in order.</summary>
    internal List<PlanStep> Hulls { get; } = [];

    /// <summary>What the grid sums up to, per cell of accounts: see <see cref="PlanTotals"/>.</summary>
    internal double[] Sums { get; set; } = [];

    /// <summary>What the chosen action adds over doing nothing.</summary>
    public double Gain(int i) => Values[(i * _actions) + Chosen[i]] - Values[i * _actions];

    internal Span<double> ValuesOf(int i) => Values.AsSpan(i * _actions, _actions);

    /// <summary>Hash of an account's name.</summary>
    internal static ulong Hash(string name, int asOf, ulong salt)
    {
        Span<byte> few = stackalloc byte[128];
        return AccountHash.Of(
            Encoding.UTF8.TryGetBytes(name, few, out var length)
                ? few[..length]
                : Encoding.UTF8.GetBytes(name),
            asOf,
            salt
        );
    }
}
