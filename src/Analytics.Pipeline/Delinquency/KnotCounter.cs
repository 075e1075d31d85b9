using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Finds the knots of values that pass by. Few different values are knots themselves: nothing is interpolated.</summary>
public sealed class KnotCounter
{
    private const int Few = 8;
    private const int Many = 6;
    private readonly SortedSet<double> _different = [];
    private double _largest = double.NegativeInfinity;

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        _largest = Math.Max(_largest, value);
        if (_different.Count <= Few)
        {
            _different.Add(value);
        }
    }

    /// <summary>The knots, ascending.</summary>
    public double[] Knots() =>
        _different.Count > Few ? PlanKnots.Of(_largest, Many) : [.. _different];
}
