namespace Analytics.Core.Delinquency.Treatment;

/// <summary>How much an action must raise P(no roll) to pay for itself.</summary>
/// <param name="Quotient">(cost + fatigue) / (W_noroll - W_roll); NaN where not rolling is worth no more than rolling.</param>
/// <param name="Room">1 - q: the most it can be raised.</param>
public readonly record struct BreakEven(double Quotient, double Room)
{
    /// <summary>True where not rolling is worth no more than rolling: no uplift pays.</summary>
    public bool IsNone => double.IsNaN(Quotient);

    /// <summary>True where more would be needed than there is.</summary>
    public bool IsNever => Quotient > Room;

    /// <summary>As it stands in tables: a number, <c>none</c> or <c>never</c>.</summary>
    public override string ToString() =>
        IsNone ? "none"
        : IsNever ? "never"
        : Quotient.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The break-even of an action in the first cycle.</summary>
    /// <param name="cost">Its cost and fatigue together.</param>
    /// <param name="row">Probabilities of the next state when nothing is done.</param>
    /// <param name="rank">Badness of the states.</param>
    /// <param name="from">The state at hand.</param>
    /// <param name="cash">Money received on the way to each state.</param>
    /// <param name="after">Value of each state from the next cycle on when nothing is done now.</param>
    /// <param name="discount">Discount per cycle.</param>
    public static BreakEven Of(
        double cost,
        ReadOnlySpan<double> row,
        IReadOnlyList<int> rank,
        int from,
        ReadOnlySpan<double> cash,
        ReadOnlySpan<double> after,
        double discount
    )
    {
        var (good, bad, q) = (0.0, 0.0, TreatmentPlanner.NoRoll(row, rank, from));
        for (var to = 0; to < row.Length; to++)
        {
            var worth = row[to] * (cash[to] + (discount * after[to]));
            if (rank[to] > rank[from])
            {
                bad += worth;
            }
            else
            {
                good += worth;
            }
        }

        if (q is <= 0 or >= 1)
        {
            return new BreakEven(double.NaN, 1 - q);
        }

        var gain = (good / q) - (bad / (1 - q));
        return new BreakEven(gain > 0 ? cost / gain : double.NaN, 1 - q);
    }
}
