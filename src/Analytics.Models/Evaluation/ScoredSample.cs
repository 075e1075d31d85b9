namespace Analytics.Models.Evaluation;

/// <summary>
/// What was foretold beside what came, sorted once by falling probability: every measure is then a pass over columns, also with other weights. Equal
/// probabilities form one step, so no measure depends on the order of rows.
/// </summary>
public sealed class ScoredSample
{
    private const double Edge = 1e-15;

    /// <summary>Sorts the rows.</summary>
    /// <param name="probability">Foretold probability of each row, within [0, 1]; not a number counts as broken promise.</param>
    /// <param name="positive">True where the event came.</param>
    /// <exception cref="ArgumentException">Lengths differ, no rows, or a probability outside [0, 1].</exception>
    public ScoredSample(ReadOnlySpan<double> probability, ReadOnlySpan<bool> positive)
    {
        if (probability.Length != positive.Length || probability.IsEmpty)
        {
            throw new ArgumentException(
                "as many outcomes as probabilities, and at least one",
                nameof(positive)
            );
        }

        var keys = new double[probability.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (!(probability[i] >= 0 && probability[i] <= 1))
            {
                throw new ArgumentException(
                    "a probability is not between 0 and 1",
                    nameof(probability)
                );
            }

            keys[i] = -probability[i];
        }

        Positive = positive.ToArray();
        Array.Sort(keys, Positive);
        Probability = Array.ConvertAll(keys, key => -key);
        var ends = new List<int>();
        for (int from = 0, end; from < keys.Length; from = end)
        {
            end = from + 1;
            while (end < keys.Length && keys[end] == keys[from])
            {
                end++;
            }

            // events first among equals: the order inside a step is the same however the rows came
            var step = Positive.AsSpan(from, end - from);
            var events = step.Count(true);
            step[..events].Fill(true);
            step[events..].Clear();
            ends.Add(end);
        }

        StepEnd = [.. ends];
    }

    /// <summary>Probabilities, falling.</summary>
    public double[] Probability { get; }

    /// <summary>Outcomes in the same order.</summary>
    public bool[] Positive { get; }

    /// <summary>Rows before the end of each run of equal probabilities; the last is the number of rows.</summary>
    public int[] StepEnd { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Positive.Length;

    /// <summary>Number of events.</summary>
    public int Positives => Positive.AsSpan().Count(true);

    /// <summary>A probability kept off 0 and 1 so that its logarithm is finite.</summary>
    public static double Inside(double probability) => Math.Clamp(probability, Edge, 1 - Edge);
}
