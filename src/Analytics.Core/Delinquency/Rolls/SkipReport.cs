namespace Analytics.Core.Delinquency.Rolls;

/// <summary>
/// Accounts cannot age more than one step a cycle: a panel where they jump over a state has no such state in truth, or closes late. Where a state
/// is jumped over more often than it is an origin, its roll rates tell nothing.
/// </summary>
/// <param name="State">The state that is jumped over.</param>
/// <param name="Origins">Transitions that start in it.</param>
/// <param name="Skips">Transitions that pass over it, from a better state to a worse one.</param>
/// <param name="Total">All transitions.</param>
public readonly record struct SkipReport(int State, long Origins, long Skips, long Total)
{
    /// <summary>The least number of origins that a roll rate is estimated from.</summary>
    public const long LeastOrigins = 200;

    /// <summary>True where the rolls out of the state cannot be estimated.</summary>
    public bool CannotEstimate => Origins < LeastOrigins && Skips > Origins;

    /// <summary>The states of an ordered ladder that are jumped over, in their order.</summary>
    /// <param name="rolls">The counts.</param>
    /// <param name="ladder">Numbers of the states that follow each other by age, best first.</param>
    public static IReadOnlyList<SkipReport> Of(RollCounter rolls, IReadOnlyList<int> ladder)
    {
        var reports = new List<SkipReport>();
        var total = rolls.Total;
        for (var k = 1; k + 1 < ladder.Count; k++)
        {
            long skips = 0;
            for (var i = 0; i < k; i++)
            {
                for (var j = k + 1; j < ladder.Count; j++)
                {
                    skips += rolls.Count(ladder[i], ladder[j]);
                }
            }

            if (skips > 0)
            {
                reports.Add(new SkipReport(ladder[k], rolls.From(ladder[k]), skips, total));
            }
        }

        return reports;
    }
}
