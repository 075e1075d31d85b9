namespace Analytics.Core.Value;

/// <summary>
/// Customers whose contact is expected to save more margin than it costs, best first, down to the budget. What a contact saves is an assumption until
/// an experiment shows it.
/// </summary>
/// <param name="Items">The customers, highest expected earnings first, ties in the order of rows.</param>
/// <param name="Saved">Expected saved margin of all, costs not subtracted, currency units.</param>
/// <param name="Low">Lower 95 % limit of it.</param>
/// <param name="High">Upper 95 % limit of it.</param>
public sealed record RetentionList(
    IReadOnlyList<RetentionItem> Items,
    double Saved,
    double Low,
    double High
)
{
    private const double Z = 1.959963984540054;

    /// <summary>The list.</summary>
    /// <param name="probability">Chance of leaving, one per row; not-a-number for who is not scored.</param>
    /// <param name="value">Margin that leaving would cost, one per row.</param>
    /// <param name="contact">Save rate, cost and budget.</param>
    /// <param name="levelError">How far probabilities were off on the whole where they were tested, relative: it widens the interval beside the chance of each customer.</param>
    public static RetentionList Of(
        ReadOnlySpan<double> probability,
        ReadOnlySpan<double> value,
        ContactTerms contact,
        double levelError
    )
    {
        var items = new List<RetentionItem>();
        for (var row = 0; row < probability.Length; row++)
        {
            var gain = probability[row] * value[row] * contact.SaveRate;
            if (gain > contact.Cost)
            {
                items.Add(new RetentionItem(row, probability[row], value[row], gain, contact.Cost));
            }
        }

        items.Sort((a, b) => b.Gain != a.Gain ? b.Gain.CompareTo(a.Gain) : a.Row.CompareTo(b.Row));
        if (contact.Budget is { } budget && contact.Cost > 0)
        {
            items = items.GetRange(
                0,
                (int)Math.Min(items.Count, Math.Floor(budget / contact.Cost))
            );
        }

        var (saved, variance) = (0.0, 0.0);
        foreach (var item in items)
        {
            var one = item.Value * contact.SaveRate;
            saved += item.Gain;
            variance += one * one * item.Probability * (1 - item.Probability);
        }

        var half = Z * Math.Sqrt(variance + (levelError * saved * levelError * saved));
        return new RetentionList(items, saved, Math.Max(0, saved - half), saved + half);
    }
}

/// <summary>One customer worth keeping.</summary>
/// <param name="Row">Row of the summary.</param>
/// <param name="Probability">Chance of leaving.</param>
/// <param name="Value">Margin that leaving would cost, currency units.</param>
/// <param name="Gain">Probability x value x save rate, currency units.</param>
/// <param name="Cost">Cost of the contact.</param>
public readonly record struct RetentionItem(
    int Row,
    double Probability,
    double Value,
    double Gain,
    double Cost
)
{
    /// <summary>Chance of leaving x value.</summary>
    public double AtStake => Probability * Value;

    /// <summary>What the contact is expected to earn.</summary>
    public double Net => Gain - Cost;
}
