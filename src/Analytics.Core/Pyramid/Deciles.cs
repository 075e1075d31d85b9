using Analytics.Core.Money;

namespace Analytics.Core.Pyramid;

/// <summary>Tenths of the ranked customers: rank i of n, counted from 0, lies in the tenth floor(10 i / n); the best tenth is printed as 1.</summary>
public static class Deciles
{
    private const int Tenths = 10;

    /// <summary>The rows of <c>deciles.csv</c>, best first; always ten.</summary>
    public static DecileRow[] Of(ValueRanking ranking)
    {
        var ends = new int[Tenths];
        for (var tenth = 0; tenth < Tenths; tenth++)
        {
            // the first rank of the next tenth is the smallest i with 10 i >= n (tenth + 1)
            ends[tenth] = (int)(((long)ranking.Count * (tenth + 1) + Tenths - 1) / Tenths);
        }

        var sums = ranking.GroupSums(ends);
        var counted = ranking.CountedSums(ends);
        var rows = new DecileRow[Tenths];
        for (var tenth = 0; tenth < Tenths; tenth++)
        {
            var (begin, before) = tenth == 0 ? (0, 0) : (ends[tenth - 1], counted[tenth - 1]);
            rows[tenth] = new DecileRow(
                tenth,
                ends[tenth] - begin,
                ranking.Amount(sums[tenth]),
                ranking.Share(counted[tenth] - before),
                ranking.Share(counted[tenth])
            );
        }

        return rows;
    }
}

/// <summary>One tenth of the customers.</summary>
/// <param name="Decile">0 (best) to 9: floor(10 i / n) of the ranks in it.</param>
/// <param name="Customers">Number of customers.</param>
/// <param name="Value">Sum of values, negative ones included.</param>
/// <param name="ShareValue">Share of value, negative values counted as 0.</param>
/// <param name="CumulativeShare">Share of value of this tenth and all better ones.</param>
public sealed record DecileRow(
    int Decile,
    int Customers,
    MoneyAmount Value,
    double ShareValue,
    double CumulativeShare
);
