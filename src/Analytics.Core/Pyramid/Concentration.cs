namespace Analytics.Core.Pyramid;

/// <summary>How unevenly value is spread over customers; negative values count as 0.</summary>
/// <param name="Gini">0 where all are equal, towards 1 where one customer has everything: (n + 1 - 2 sum(i x_i) / sum(x)) / n, i = 1 for the largest.</param>
/// <param name="Top1">Share of value of the first 1 % of customers (round(n / 100) of them).</param>
/// <param name="Top5">Share of the first 5 %.</param>
/// <param name="Top10">Share of the first 10 %.</param>
/// <param name="Top20">Share of the first 20 %.</param>
public sealed record Concentration(
    double Gini,
    double Top1,
    double Top5,
    double Top10,
    double Top20
)
{
    /// <summary>Measures a ranking; all 0 where there is no value.</summary>
    public static Concentration Of(ValueRanking ranking)
    {
        int[] counts =
        [
            ranking.TopCount(1),
            ranking.TopCount(5),
            ranking.TopCount(10),
            ranking.TopCount(20),
        ];
        var sums = ranking.CountedSums(counts);
        return new Concentration(
            GiniOf(ranking),
            ranking.Share(sums[0]),
            ranking.Share(sums[1]),
            ranking.Share(sums[2]),
            ranking.Share(sums[3])
        );
    }

    /// <summary>The rows of <c>concentration.csv</c>.</summary>
    public IEnumerable<(string Measure, double Value)> Rows() =>
        [("gini", Gini), ("top_1", Top1), ("top_5", Top5), ("top_10", Top10), ("top_20", Top20)];

    private static double GiniOf(ValueRanking ranking)
    {
        if (ranking.CountedTotal == 0)
        {
            return 0;
        }

        // exact: the weights n + 1 - 2 i sum to 0, so the sum stays far below total * n
        Int128 weighted = 0;
        for (var rank = 0; rank < ranking.Count && ranking[rank] > 0; rank++)
        {
            weighted += ranking[rank] * (ranking.Count - 1 - (2 * (long)rank));
        }

        return (double)weighted / (double)ranking.CountedTotal / ranking.Count;
    }
}
