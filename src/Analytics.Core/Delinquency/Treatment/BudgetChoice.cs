namespace Analytics.Core.Delinquency.Treatment;

/// <summary>
/// Which action for which account under a money budget: a multiple-choice knapsack by increments on the upper hull of each account's actions
/// (Sinha &amp; Zoltners 1979). What is lost against the optimum is at most the value of one increment.
/// </summary>
public static class BudgetChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="values">Value of each account's actions over doing nothing, account by account; action 0 has value 0 and cost 0.</param>
    /// <param name="costs">Money each action takes, one per action.</param>
    /// <param name="budget">Money at hand.</param>
    /// <param name="calls">Calls at hand; null = no limit.</param>
    /// <param name="isCall">Which actions take a call.</param>
    /// <param name="ties">Hash per account for equal increments.</param>
    /// <param name="chosen">Receives the action of each account.</param>
    /// <returns>Value of one more unit of money: the efficiency of the first increment that did not fit; 0 where all fitted.</returns>
    public static double Choose(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> costs,
        double budget,
        long? calls,
        ReadOnlySpan<bool> isCall,
        ReadOnlySpan<ulong> ties,
        Span<int> chosen
    )
    {
        var actions = costs.Length;
        var increments = new List<Increment>();
        for (var row = 0; row < chosen.Length; row++)
        {
            Hull(row, values.Slice(row * actions, actions), costs, ties[row], increments);
        }

        increments.Sort(Increment.Compare);
        chosen.Clear();
        var (left, callsLeft, price) = (budget, calls ?? long.MaxValue, 0.0);
        foreach (var step in increments)
        {
            if (chosen[step.Row] != step.From)
            {
                continue;
            }

            var needsCall = isCall[step.To] && !isCall[step.From];
            if (step.Cost > left || (needsCall && callsLeft == 0))
            {
                price = price == 0 && step.Cost > left ? step.Value / step.Cost : price;
                continue;
            }

            chosen[step.Row] = step.To;
            left -= step.Cost;
            callsLeft -= needsCall ? 1 : 0;
        }

        return price;
    }

    private static void Hull(
        int row,
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> costs,
        ulong tie,
        List<Increment> increments
    )
    {
        var at = 0;
        while (true)
        {
            var (best, efficiency) = (-1, 0.0);
            for (var a = 0; a < costs.Length; a++)
            {
                var (gain, cost) = (values[a] - values[at], costs[a] - costs[at]);
                if (gain <= 0 || cost < 0 || a == at)
                {
                    continue;
                }

                var own = cost == 0 ? double.PositiveInfinity : gain / cost;
                if (
                    own > efficiency
                    || (own == efficiency && best >= 0 && gain > values[best] - values[at])
                )
                {
                    (best, efficiency) = (a, own);
                }
            }

            if (best < 0)
            {
                return;
            }

            increments.Add(
                new Increment(
                    row,
                    at,
                    best,
                    costs[best] - costs[at],
                    values[best] - values[at],
                    efficiency,
                    tie
                )
            );
            at = best;
        }
    }

    private readonly record struct Increment(
        int Row,
        int From,
        int To,
        double Cost,
        double Value,
        double Efficiency,
        ulong Tie
    )
    {
        public static int Compare(Increment x, Increment y)
        {
            var c = y.Efficiency.CompareTo(x.Efficiency);
            c = c != 0 ? c : x.Tie.CompareTo(y.Tie);
            c = c != 0 ? c : x.Row.CompareTo(y.Row);
            return c != 0 ? c : x.From.CompareTo(y.From);
        }
    }
}
