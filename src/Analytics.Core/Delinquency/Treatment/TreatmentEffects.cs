namespace Analytics.Core.Delinquency.Treatment;

/// <summary>
/// What actions did, from a log of them: doubly robust means of "did not roll" by state (Robins, Rotnitzky &amp; Zhao 1994), with errors clustered by
/// account. A cell whose effective sample is below 100 is refused.
/// </summary>
public static class TreatmentEffects
{
    /// <summary>Least effective sample (sum of weights squared over sum of squared weights) of an estimate that is used.</summary>
    public const double LeastSample = 100;

    private const double Edge = 0.5;

    /// <summary>Estimates the effect of every action in every state.</summary>
    /// <param name="log">The log.</param>
    /// <param name="states">Number of states.</param>
    /// <param name="types">Number of types, 1 or more.</param>
    /// <param name="actions">Number of actions; 0 is none.</param>
    public static IReadOnlyList<TreatmentEffect> Of(
        IReadOnlyList<TreatedCycle> log,
        int states,
        int types,
        int actions
    )
    {
        var effects = new List<TreatmentEffect>();
        for (var s = 0; s < states; s++)
        {
            var state = s;
            var rows = log.Where(r => r.State == state).ToList();
            if (rows.Count > 0)
            {
                Estimate(rows, s, types, actions, effects);
            }
        }

        return effects;
    }

    /// <summary>Share of the rows of a state that did not roll, whatever was done: what the past policy made of it.</summary>
    public static double NoRollOf(IReadOnlyList<TreatedCycle> log, int state)
    {
        var (rows, good) = (0, 0);
        foreach (var row in log)
        {
            rows += row.State == state ? 1 : 0;
            good += row.State == state && !row.Rolled ? 1 : 0;
        }

        return (double)good / rows;
    }

    private static void Estimate(
        List<TreatedCycle> rows,
        int state,
        int types,
        int actions,
        List<TreatmentEffect> effects
    )
    {
        var means = new double[types * actions];
        var chances = new double[types * actions];
        Cells(rows, types, actions, means, chances);
        var psi = new double[actions][];
        var mu = new double[actions];
        var sample = new double[actions];
        for (var a = 0; a < actions; a++)
        {
            psi[a] = new double[rows.Count];
            var (weights, squares) = (0.0, 0.0);
            for (var i = 0; i < rows.Count; i++)
            {
                var (row, cell) = (rows[i], (rows[i].Type * actions) + a);
                psi[a][i] = means[cell];
                if (row.Action == a)
                {
                    var weight =
                        1 / (double.IsNaN(row.Propensity) ? chances[cell] : row.Propensity);
                    psi[a][i] += weight * ((row.Rolled ? 0 : 1) - means[cell]);
                    weights += weight;
                    squares += weight * weight;
                }
            }

            mu[a] = psi[a].Average();
            sample[a] = squares > 0 ? weights * weights / squares : 0;
        }

        for (var a = 1; a < actions; a++)
        {
            effects.Add(Effect(rows, state, a, mu, psi, Math.Min(sample[0], sample[a])));
        }
    }

    // mean outcome and share of each action by type, drawn towards all types by half an observation
    private static void Cells(
        List<TreatedCycle> rows,
        int types,
        int actions,
        double[] means,
        double[] chances
    )
    {
        var (n, good) = (new double[types * actions], new double[types * actions]);
        var (all, allGood, perType) = (new double[actions], new double[actions], new double[types]);
        foreach (var row in rows)
        {
            var cell = (row.Type * actions) + row.Action;
            n[cell]++;
            all[row.Action]++;
            perType[row.Type]++;
            good[cell] += row.Rolled ? 0 : 1;
            allGood[row.Action] += row.Rolled ? 0 : 1;
        }

        for (var cell = 0; cell < n.Length; cell++)
        {
            var a = cell % actions;
            var pooled = (allGood[a] + Edge) / (all[a] + (2 * Edge));
            means[cell] = (good[cell] + (Edge * pooled)) / (n[cell] + Edge);
            chances[cell] =
                (n[cell] + (Edge * all[a] / rows.Count)) / (perType[cell / actions] + Edge);
        }
    }

    private static TreatmentEffect Effect(
        List<TreatedCycle> rows,
        int state,
        int action,
        double[] mu,
        double[][] psi,
        double sample
    )
    {
        var inside = mu[0] is > 0 and < 1 && mu[action] is > 0 and < 1;
        if (!inside)
        {
            return new TreatmentEffect(
                state,
                action,
                rows.Count,
                mu[0],
                mu[action],
                double.NaN,
                double.NaN,
                double.NaN,
                sample
            );
        }

        var log = Math.Log(mu[action] / (1 - mu[action])) - Math.Log(mu[0] / (1 - mu[0]));
        var byAccount = new Dictionary<int, double>();
        for (var i = 0; i < rows.Count; i++)
        {
            var influence =
                ((psi[action][i] - mu[action]) / (mu[action] * (1 - mu[action])))
                - ((psi[0][i] - mu[0]) / (mu[0] * (1 - mu[0])));
            byAccount[rows[i].Account] = byAccount.GetValueOrDefault(rows[i].Account) + influence;
        }

        var g = (double)byAccount.Count;
        var error =
            g < 2
                ? double.PositiveInfinity
                : Math.Sqrt(byAccount.Values.Sum(x => x * x) * g / (g - 1)) / rows.Count;
        return new TreatmentEffect(
            state,
            action,
            rows.Count,
            mu[0],
            mu[action],
            Math.Exp(log),
            Math.Exp(log - (Rolls.WilsonInterval.Z95 * error)),
            Math.Exp(log + (Rolls.WilsonInterval.Z95 * error)),
            sample
        );
    }
}

/// <summary>One line of a treatment log: an account in a cycle.</summary>
/// <param name="Account">Number of the account: the cluster.</param>
/// <param name="State">State when the cycle began.</param>
/// <param name="Type">Type of the account, 0 where there is only one.</param>
/// <param name="Action">What was done; 0 = nothing.</param>
/// <param name="Propensity">Chance of that action as logged; NaN = estimated from the log.</param>
/// <param name="Rolled">True where the account stood worse at the end of the cycle.</param>
public readonly record struct TreatedCycle(
    int Account,
    int State,
    int Type,
    int Action,
    double Propensity,
    bool Rolled
);

/// <summary>An estimated effect.</summary>
/// <param name="State">The state.</param>
/// <param name="Action">The action.</param>
/// <param name="Rows">Lines of the log in this state.</param>
/// <param name="NoRollNone">P(no roll) when nothing is done.</param>
/// <param name="NoRoll">P(no roll) under the action.</param>
/// <param name="Odds">Theta: ratio of the odds.</param>
/// <param name="Low">Lower 95 % limit of theta.</param>
/// <param name="High">Upper 95 % limit of theta.</param>
/// <param name="Sample">Effective sample: the smaller of that of the action and that of none.</param>
public readonly record struct TreatmentEffect(
    int State,
    int Action,
    int Rows,
    double NoRollNone,
    double NoRoll,
    double Odds,
    double Low,
    double High,
    double Sample
)
{
    /// <summary>True where too little was seen to be used.</summary>
    public bool IsRefused => !(Sample >= TreatmentEffects.LeastSample) || double.IsNaN(Odds);
}
