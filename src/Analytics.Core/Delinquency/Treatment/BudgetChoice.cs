namespace Analytics.Core.Delinquency.Treatment;

/// <summary>
/// Which action for which account under a money budget: a multiple-choice knapsack by increments on the upper hull of each account's actions
/// (Sinha &amp; Zoltners 1979). What is lost against the optimum is at most the value of one increment. Increments pass by once, in their order; what
/// is kept is where calls and money end, and the few increments behind that which still fitted.
/// </summary>
public sealed class BudgetChoice
{
    // more money than anybody has, and little enough for a decimal
    private const double Most = 1e27;
    private readonly HashSet<(int Row, int Place)> _behind = [];
    private readonly bool[] _isCall;
    private PlanStep? _callsEnd;
    private PlanStep? _moneyEnd;

    private BudgetChoice(bool[] isCall) => _isCall = isCall;

    /// <summary>Value of one more unit of money: the efficiency of the first increment that did not fit; 0 where all fitted.</summary>
    public double Price { get; private set; }

    /// <summary>The increments of an account: from doing nothing along the upper hull of its actions, each of no more value per unit of money than the one
    /// before.</summary>
    /// <param name="row">The account.</param>
    /// <param name="values">Value of each action over doing nothing; action 0 has value 0 and cost 0.</param>
    /// <param name="costs">Money each action takes.</param>
    /// <param name="tie">Hash of the account.</param>
    /// <param name="steps">Receives the increments; one less than there are actions is room enough.</param>
    /// <returns>How many there are.</returns>
    public static int Hull(
        int row,
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> costs,
        ulong tie,
        Span<PlanStep> steps
    )
    {
        var (at, count, before) = (0, 0, double.PositiveInfinity);
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
                return count;
            }

            before = Math.Min(before, efficiency);
            steps[count] = new PlanStep(
                before,
                tie,
                row,
                (byte)count,
                (byte)at,
                (byte)best,
                values[best] - values[at]
            );
            (at, count) = (best, count + 1);
        }
    }

    /// <summary>Finds where calls and money end.</summary>
    /// <param name="increments">Those of all accounts, in the order of steps.</param>
    /// <param name="costs">Money each action takes, in currency units; counted as decimals, so that no cent is lost in adding.</param>
    /// <param name="budget">Money at hand.</param>
    /// <param name="calls">Calls at hand; null = no limit.</param>
    /// <param name="isCall">Which actions take a call.</param>
    /// <param name="hull">The increments of one account once more, where it must be asked whether earlier ones were refused.</param>
    public static BudgetChoice Of(
        IEnumerable<PlanStep> increments,
        IReadOnlyList<double> costs,
        double budget,
        long? calls,
        bool[] isCall,
        Func<int, PlanStep[]> hull
    )
    {
        var choice = new BudgetChoice(isCall);
        var money = costs.Select(c => (decimal)Math.Min(c, Most)).ToArray();
        var (left, callsLeft) = ((decimal)Math.Min(budget, Most), calls ?? long.MaxValue);
        foreach (var step in increments)
        {
            var cost = money[step.To] - money[step.From];
            var (isDear, lacksCall) = (cost > left, callsLeft == 0 && choice.NeedsCall(step));
            var isEnd =
                (isDear && choice._moneyEnd is null) || (lacksCall && choice._callsEnd is null);
            if (((isDear || lacksCall) && !isEnd) || !choice.IsReached(step, hull))
            {
                continue;
            }

            if (isEnd)
            {
                choice.End(step, isDear, lacksCall, (double)cost);
                continue;
            }

            left -= cost;
            callsLeft -= choice.NeedsCall(step) ? 1 : 0;
            if (choice._moneyEnd is not null)
            {
                choice._behind.Add((step.Row, step.Place));
            }
        }

        return choice;
    }

    /// <summary>The action of an account: as far along its increments as there is money and a call.</summary>
    /// <param name="hull">What <see cref="Hull"/> gave for it.</param>
    public int Walk(ReadOnlySpan<PlanStep> hull)
    {
        var at = 0;
        foreach (ref readonly var step in hull)
        {
            var isDear =
                _moneyEnd is { } money
                && step >= money
                && !_behind.Contains((step.Row, step.Place));
            if (isDear || (_callsEnd is { } calls && step >= calls && NeedsCall(step)))
            {
                break;
            }

            at = step.To;
        }

        return at;
    }

    private bool NeedsCall(in PlanStep step) => _isCall[step.To] && !_isCall[step.From];

    // where nothing was refused yet every increment follows on the one before
    private bool IsReached(in PlanStep step, Func<int, PlanStep[]> hull) =>
        step.Place == 0
        || (_moneyEnd is null && _callsEnd is null)
        || Walk(hull(step.Row).AsSpan(0, step.Place)) == step.From;

    private void End(in PlanStep step, bool isDear, bool lacksCall, double cost)
    {
        _callsEnd = lacksCall ? _callsEnd ?? step : _callsEnd;
        if (isDear && _moneyEnd is null)
        {
            (_moneyEnd, Price) = (step, step.Value / cost);
        }
    }
}
