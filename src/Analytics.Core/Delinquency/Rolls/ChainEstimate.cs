namespace Analytics.Core.Delinquency.Rolls;

/// <summary>Transition rows estimated from counts: the rows of a type are drawn towards the pooled ones (Dirichlet prior of a stated weight).</summary>
public static class ChainEstimate
{
    /// <summary>Weight of the pooled row, in observations.</summary>
    public const double PriorWeight = 50;

    /// <summary>The pooled matrix; a state that was never left stays as it is, which is said by <see cref="RollCounter.From"/> = 0.</summary>
    public static TransitionMatrix Pooled(RollCounter rolls, IReadOnlyList<string> states)
    {
        var cells = new double[states.Count * states.Count];
        for (var from = 0; from < states.Count; from++)
        {
            var n = rolls.From(from);
            for (var to = 0; to < states.Count; to++)
            {
                cells[(from * states.Count) + to] =
                    n > 0 ? (double)rolls.Count(from, to) / n
                    : from == to ? 1
                    : 0;
            }
        }

        return TransitionMatrix.Of(states, cells);
    }

    /// <summary>The matrix of one type: (count + 50 x pooled) / (n + 50).</summary>
    public static TransitionMatrix Shrunk(RollCounter own, TransitionMatrix pooled)
    {
        var n = pooled.Count;
        var cells = new double[n * n];
        for (var from = 0; from < n; from++)
        {
            var total = own.From(from);
            for (var to = 0; to < n; to++)
            {
                cells[(from * n) + to] =
                    (own.Count(from, to) + (PriorWeight * pooled[from, to]))
                    / (total + PriorWeight);
            }
        }

        return TransitionMatrix.Of(pooled.States, cells);
    }
}
