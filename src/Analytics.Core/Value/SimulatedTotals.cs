namespace Analytics.Core.Value;

/// <summary>Purchases and values of groups of customers, one total per draw; totals of disjoint customers add draw by draw.</summary>
/// <param name="groups">Number of groups.</param>
/// <param name="draws">Number of draws.</param>
public sealed class SimulatedTotals(int groups, int draws)
{
    private readonly double[] _purchases = new double[groups * draws];
    private readonly double[] _values = new double[groups * draws];

    /// <summary>Adds one future to a draw of a group.</summary>
    internal void Add(int group, int draw, double purchases, double value)
    {
        _purchases[(group * draws) + draw] += purchases;
        _values[(group * draws) + draw] += value;
    }

    /// <summary>Adds the totals of other customers, drawn with the same parameters in the same order.</summary>
    public void Add(SimulatedTotals other)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _purchases[i] += other._purchases[i];
            _values[i] += other._values[i];
        }
    }

    /// <summary>The 80 % intervals of each group.</summary>
    public GroupTotals[] Intervals()
    {
        var totals = new GroupTotals[groups];
        for (var g = 0; g < groups; g++)
        {
            totals[g] = new GroupTotals(
                Quantiles.Interval(_purchases.AsSpan(g * draws, draws)),
                Quantiles.Interval(_values.AsSpan(g * draws, draws))
            );
        }

        return totals;
    }
}
