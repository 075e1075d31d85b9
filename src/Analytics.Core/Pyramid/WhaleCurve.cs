using Analytics.Core.Money;

namespace Analytics.Core.Pyramid;

/// <summary>
/// The whale curve: contribution added up from the most to the least valuable customer. It rises above the total and falls back to it
/// where customers cost more than they bring.
/// </summary>
public static class WhaleCurve
{
    private const int Steps = 100;

    /// <summary>101 points: the sum of the first round(n p / 100) customers at p = 0 .. 100 %, negative contributions subtracted.</summary>
    /// <param name="ranking">Customers ranked by contribution.</param>
    public static WhalePoint[] Of(ValueRanking ranking)
    {
        var ends = new int[Steps + 1];
        for (var step = 0; step <= Steps; step++)
        {
            ends[step] = ranking.TopCount(step);
        }

        var sums = ranking.GroupSums(ends);
        var points = new WhalePoint[Steps + 1];
        Int128 sum = 0;
        for (var step = 0; step <= Steps; step++)
        {
            sum += sums[step];
            points[step] = new WhalePoint(step / (double)Steps, ranking.Amount(sum));
        }

        return points;
    }
}

/// <summary>A point of the whale curve.</summary>
/// <param name="ShareCustomers">Share of customers, most valuable first.</param>
/// <param name="Cumulative">What they contribute together.</param>
public readonly record struct WhalePoint(double ShareCustomers, MoneyAmount Cumulative);
