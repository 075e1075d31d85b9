namespace Analytics.Core.Delinquency.Treatment;

/// <summary>The states of a plan and the money in them.</summary>
public sealed record Economy
{
    /// <summary>Names of the states.</summary>
    public required IReadOnlyList<string> States { get; init; }

    /// <summary>Badness of each state; moving to a larger number is a roll.</summary>
    public required IReadOnlyList<int> Rank { get; init; }

    /// <summary>Balance in each state, in currency units.</summary>
    public required IReadOnlyList<double> Balance { get; init; }

    /// <summary>What is billed in a cycle that begins in each state, in currency units.</summary>
    public required IReadOnlyList<double> Bill { get; init; }

    /// <summary>The state in which what was owed is lost, written off perhaps and so no longer in its balance: nothing is received on the way there. Null = none.</summary>
    public int? Lost { get; init; }

    /// <summary>Money received in a cycle: max(0, balance + margin x bill - next balance), 0 on the way to <see cref="Lost"/>.</summary>
    /// <param name="from">State at its beginning.</param>
    /// <param name="to">State at its end.</param>
    /// <param name="margin">Share of the bill that counts.</param>
    public double Cash(int from, int to, double margin) =>
        to == Lost ? 0 : Math.Max(0, Balance[from] + (margin * Bill[from]) - Balance[to]);

    /// <summary>The same with all money taken several times.</summary>
    public Economy Times(double factor) =>
        this with
        {
            Balance = Balance.Select(b => b * factor).ToList(),
            Bill = Bill.Select(b => b * factor).ToList(),
        };

    /// <summary>
    /// The economy of our own states, from one bill: nothing is open in P and 0; one, two, three and four bills in 1, 2, 3 and B; D stands at
    /// four. States that are worked (0 to 3) are billed.
    /// </summary>
    /// <param name="states">Names; those we do not know are ranked by their place and hold as many bills.</param>
    /// <param name="bill">One bill, in currency units.</param>
    public static Economy Standard(IReadOnlyList<string> states, double bill)
    {
        var known = states.All(s => DelinquencyStates.Names.Contains(s, StringComparer.Ordinal));
        var rank = states
            .Select((s, i) => known ? DelinquencyStates.Names.ToList().IndexOf(s) : i)
            .ToList();
        return new Economy
        {
            States = states,
            Rank = rank,
            Lost = known && states.ToList().IndexOf("D") is >= 0 and var dead ? dead : null,
            Balance = rank.Select(r => bill * (known ? Math.Clamp(r - 1, 0, 4) : r)).ToList(),
            Bill = rank.Select(r => !known || r is >= 1 and <= 4 ? bill : 0).ToList(),
        };
    }
}
