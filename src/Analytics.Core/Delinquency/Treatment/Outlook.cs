namespace Analytics.Core.Delinquency.Treatment;

/// <summary>What the next cycle holds for an account: the money of that cycle and the discounted value after it.</summary>
/// <param name="Good">Mean where it does not roll (W_noroll), in currency units; 0 where it always rolls.</param>
/// <param name="Bad">Mean where it rolls (W_roll); 0 where it never does.</param>
/// <param name="CanChange">True where both can happen.</param>
public readonly record struct Outlook(double Good, double Bad, bool CanChange)
{
    /// <summary>The outlook of a state.</summary>
    /// <param name="row">Probabilities of the next state.</param>
    /// <param name="rank">Badness of the states.</param>
    /// <param name="from">The state at hand.</param>
    /// <param name="cash">Money received on the way to each state.</param>
    /// <param name="after">Value of each state from the next cycle on.</param>
    /// <param name="discount">Discount per cycle.</param>
    public static Outlook Of(
        ReadOnlySpan<double> row,
        IReadOnlyList<int> rank,
        int from,
        ReadOnlySpan<double> cash,
        ReadOnlySpan<double> after,
        double discount
    )
    {
        var (good, bad, q, roll) = (0.0, 0.0, 0.0, 0.0);
        for (var to = 0; to < row.Length; to++)
        {
            var worth = row[to] * (cash[to] + (discount * after[to]));
            if (rank[to] > rank[from])
            {
                (bad, roll) = (bad + worth, roll + row[to]);
            }
            else
            {
                (good, q) = (good + worth, q + row[to]);
            }
        }

        return new Outlook(q > 0 ? good / q : 0, roll > 0 ? bad / roll : 0, q > 0 && roll > 0);
    }

    /// <summary>Two parts of the same outlook together.</summary>
    public Outlook Plus(in Outlook other) => new(Good + other.Good, Bad + other.Bad, CanChange);

    /// <summary>The mean for a probability not to roll; where only one of the two can happen, that one.</summary>
    public double Mean(double noRoll) =>
        CanChange ? (noRoll * Good) + ((1 - noRoll) * Bad) : Good + Bad;
}
