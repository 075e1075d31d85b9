using Analytics.Core.Faults;

namespace Analytics.Core.Delinquency.Rolls;

/// <summary>A square matrix of transition probabilities; every row sums to 1.</summary>
public sealed class TransitionMatrix
{
    /// <summary>How far a row may be from 1: what four printed decimals of eight states can add up to.</summary>
    public const double Tolerance = 5e-4;

    private readonly double[] _cells;

    private TransitionMatrix(IReadOnlyList<string> states, double[] cells) =>
        (States, _cells) = (states, cells);

    /// <summary>Names of the states.</summary>
    public IReadOnlyList<string> States { get; }

    /// <summary>Number of states.</summary>
    public int Count => States.Count;

    /// <summary>Probability from one state to another.</summary>
    public double this[int from, int to] => _cells[(from * Count) + to];

    /// <summary>One row.</summary>
    public ReadOnlySpan<double> Row(int from) => _cells.AsSpan(from * Count, Count);

    /// <summary>A matrix of these cells, row by row.</summary>
    /// <exception cref="DataFault">A cell is no probability, or a row does not sum to 1.</exception>
    public static TransitionMatrix Of(IReadOnlyList<string> states, ReadOnlySpan<double> cells)
    {
        var n = states.Count;
        if (cells.Length != n * n)
        {
            throw new DataFault(
                FormattableString.Invariant(
                    $"a transition matrix of {n} states has {n * n} cells; {cells.Length} were given"
                )
            );
        }

        var copy = cells.ToArray();
        for (var from = 0; from < n; from++)
        {
            var row = copy.AsSpan(from * n, n);
            var sum = 0.0;
            foreach (var p in row)
            {
                if (!(p is >= 0 and <= 1))
                {
                    throw new DataFault(
                        FormattableString.Invariant(
                            $"the transition row of state {states[from]} holds {p}, which is no probability"
                        )
                    );
                }

                sum += p;
            }

            if (Math.Abs(sum - 1) > Tolerance)
            {
                throw new DataFault(
                    FormattableString.Invariant(
                        $"the transition row of state {states[from]} sums to {sum:0.######}, not to 1; correct it"
                    )
                );
            }

            if (sum != 1)
            {
                for (var to = 0; to < n; to++)
                {
                    row[to] /= sum;
                }
            }
        }

        return new TransitionMatrix(states, copy);
    }

    /// <summary>The distribution one cycle later.</summary>
    /// <param name="from">Distribution over the states.</param>
    /// <param name="to">Receives the distribution of the next cycle; another span than <paramref name="from"/>.</param>
    public void Step(ReadOnlySpan<double> from, Span<double> to)
    {
        to.Clear();
        for (var i = 0; i < Count; i++)
        {
            for (var j = 0; j < Count && from[i] != 0; j++)
            {
                to[j] += from[i] * this[i, j];
            }
        }
    }

    /// <summary>The distribution after some cycles.</summary>
    public double[] After(ReadOnlySpan<double> start, int cycles)
    {
        var (now, next) = (start.ToArray(), new double[Count]);
        for (var t = 0; t < cycles; t++)
        {
            Step(now, next);
            (now, next) = (next, now);
        }

        return now;
    }

    /// <summary>The same chain where some states are never left.</summary>
    public TransitionMatrix Absorbing(Predicate<string> isAbsorbing)
    {
        var cells = (double[])_cells.Clone();
        for (var s = 0; s < Count; s++)
        {
            if (isAbsorbing(States[s]))
            {
                cells.AsSpan(s * Count, Count).Clear();
                cells[(s * Count) + s] = 1;
            }
        }

        return new TransitionMatrix(States, cells);
    }
}
