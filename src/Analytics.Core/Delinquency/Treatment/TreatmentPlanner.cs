using Analytics.Core.Delinquency.Rolls;

namespace Analytics.Core.Delinquency.Treatment;

/// <summary>
/// The best action in every state by backward induction (Bellman 1957): V_H = 0, Q_t(x, a) = -c_a - F_a + sum over s' of P_a(s' | x) [cash(s, s')
/// + beta V_(t+1)(x')]. x is the state and which of the last three cycles had a contact, as three bits; the latest is the lowest.
/// </summary>
public sealed class TreatmentPlanner
{
    /// <summary>Number of contact histories.</summary>
    public const int Histories = 8;

    private readonly TreatmentSettings _settings;

    /// <summary>The assumptions.</summary>
    public TreatmentSettings Settings => _settings;

    /// <summary>A planner with these assumptions.</summary>
    public TreatmentPlanner(TreatmentSettings settings) => _settings = settings;

    /// <summary>Solves for one lifetime value.</summary>
    /// <param name="matrix">Transitions when nothing is done.</param>
    /// <param name="economy">The money in the states of the matrix, in their order.</param>
    /// <param name="clv">Lifetime value at stake, in currency units.</param>
    public PlanSolution Solve(TransitionMatrix matrix, Economy economy, double clv)
    {
        var n = matrix.Count;
        var actions = _settings.Actions;
        var next = new double[Histories * n];
        var now = new double[Histories * n];
        var rows = new double[actions.Count * n * n];
        var income = new double[n * n];
        for (var s = 0; s < n; s++)
        {
            for (var to = 0; to < n; to++)
            {
                income[(s * n) + to] = economy.Cash(s, to, _settings.Margin);
            }

            for (var a = 0; a < actions.Count; a++)
            {
                Tilt(
                    actions[a].In(s),
                    matrix.Row(s),
                    economy.Rank,
                    s,
                    rows.AsSpan(((a * n) + s) * n, n)
                );
            }
        }

        for (var t = _settings.Horizon - 1; t >= 0; t--)
        {
            if (t < _settings.Horizon - 1)
            {
                (next, now) = (now, next);
            }

            for (var history = 0; history < Histories; history++)
            {
                for (var s = 0; s < n; s++)
                {
                    var best = double.NegativeInfinity;
                    for (var a = 0; a < actions.Count; a++)
                    {
                        var after = After(history, a);
                        best = Math.Max(
                            best,
                            Value(
                                actions[a],
                                history,
                                clv,
                                rows.AsSpan(((a * n) + s) * n, n),
                                income.AsSpan(s * n, n),
                                next.AsSpan(after * n, n)
                            )
                        );
                    }

                    now[(history * n) + s] = best;
                }
            }
        }

        return new PlanSolution(n, now, next);
    }

    /// <summary>Value of an action in the first cycle.</summary>
    /// <param name="action">The action.</param>
    /// <param name="history">Contacts of the last three cycles.</param>
    /// <param name="clv">Lifetime value, in currency units.</param>
    /// <param name="row">Probabilities of the next state under this action.</param>
    /// <param name="cash">Money received on the way to each state.</param>
    /// <param name="after">Value of each state from the next cycle on, under the history that this action leads to.</param>
    public double Value(
        in TreatmentAction action,
        int history,
        double clv,
        ReadOnlySpan<double> row,
        ReadOnlySpan<double> cash,
        ReadOnlySpan<double> after
    )
    {
        var contacts = System.Numerics.BitOperations.PopCount((uint)history);
        var value = -action.Cost - _settings.FatigueOf(action, contacts, clv);
        for (var to = 0; to < row.Length; to++)
        {
            value += row[to] * (cash[to] + (_settings.Discount * after[to]));
        }

        return value;
    }

    /// <summary>The history after a cycle with action number <paramref name="action"/> (0 = none).</summary>
    public static int After(int history, int action) =>
        ((history << 1) | (action > 0 ? 1 : 0)) & (Histories - 1);

    /// <summary>P(no roll): the state becomes no worse.</summary>
    public static double NoRoll(ReadOnlySpan<double> row, IReadOnlyList<int> rank, int from)
    {
        var q = 0.0;
        for (var to = 0; to < row.Length; to++)
        {
            q += rank[to] > rank[from] ? 0 : row[to];
        }

        return q;
    }

    /// <summary>The row under an action: cells that are no roll scale by q_a / q, rolls by (1 - q_a) / (1 - q).</summary>
    public static void Tilt(
        in TreatmentAction action,
        ReadOnlySpan<double> row,
        IReadOnlyList<int> rank,
        int from,
        Span<double> tilted
    )
    {
        row.CopyTo(tilted);
        var q = NoRoll(row, rank, from);
        if (q <= 0 || q >= 1 || action.Odds == 1)
        {
            return;
        }

        var after = action.NoRoll(q);
        for (var to = 0; to < row.Length; to++)
        {
            tilted[to] *= rank[to] > rank[from] ? (1 - after) / (1 - q) : after / q;
        }
    }
}

/// <summary>Values of a solved plan.</summary>
/// <param name="States">Number of states.</param>
/// <param name="First">Value from the first cycle on, by history and state.</param>
/// <param name="Second">Value from the second cycle on, by history and state.</param>
public sealed record PlanSolution(int States, double[] First, double[] Second);
