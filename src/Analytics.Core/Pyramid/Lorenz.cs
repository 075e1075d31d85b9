namespace Analytics.Core.Pyramid;

/// <summary>The Lorenz curve: the share of value held by the least valuable customers; negative values count as 0.</summary>
public static class Lorenz
{
    private const int Steps = 100;

    /// <summary>
    /// 101 points from 0 to 100 % of customers, least valuable first, straight lines between customers: rising from 0 to 1 and never above
    /// the diagonal. Without any value, the diagonal.
    /// </summary>
    public static LorenzPoint[] Of(ValueRanking ranking)
    {
        var points = new LorenzPoint[Steps + 1];
        if (ranking.CountedTotal == 0)
        {
            for (var step = 0; step <= Steps; step++)
            {
                points[step] = new LorenzPoint(step / (double)Steps, step / (double)Steps);
            }

            return points;
        }

        Int128 sum = 0;
        var taken = 0;
        for (var step = 0; step <= Steps; step++)
        {
            var position = (long)ranking.Count * step;
            var (whole, part) = ((int)(position / Steps), (int)(position % Steps));
            for (; taken < whole; taken++)
            {
                sum += FromBelow(ranking, taken);
            }

            var partial = part == 0 ? 0 : FromBelow(ranking, whole) * part;
            points[step] = new LorenzPoint(
                step / (double)Steps,
                ranking.Share((sum * Steps) + partial) / Steps
            );
        }

        return points;
    }

    private static Int128 FromBelow(ValueRanking ranking, int place) =>
        Int128.Max(0, ranking[ranking.Count - 1 - place]);
}

/// <summary>A point of the Lorenz curve.</summary>
/// <param name="ShareCustomers">Share of customers, least valuable first.</param>
/// <param name="ShareValue">Share of value they hold.</param>
public readonly record struct LorenzPoint(double ShareCustomers, double ShareValue);
