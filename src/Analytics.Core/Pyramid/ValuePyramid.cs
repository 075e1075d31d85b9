using System.Numerics;
using Analytics.Core.Money;

namespace Analytics.Core.Pyramid;

/// <summary>The customers in tiers by value, most valuable first.</summary>
public sealed class ValuePyramid
{
    /// <summary>Tier of a customer in no tier (no purchase).</summary>
    public const byte NoTier = byte.MaxValue;

    private ValuePyramid(ValuePyramid cut, byte[] tiers) =>
        (Ranking, Settings, Ends, TierOf) = (cut.Ranking, cut.Settings, cut.Ends, tiers);

    private ValuePyramid(ValueRanking ranking, TierSettings settings)
    {
        (Ranking, Settings) = (ranking, settings);
        Ends = EndsOf(ranking, settings);
        TierOf = new byte[ranking.Values.Count];
        Array.Fill(TierOf, NoTier);
        var rank = 0;
        for (var tier = 0; tier < Ends.Length; tier++)
        {
            for (; rank < Ends[tier]; rank++)
            {
                TierOf[ranking.Order[rank]] = (byte)tier;
            }
        }
    }

    /// <summary>The ranking that was cut.</summary>
    public ValueRanking Ranking { get; }

    /// <summary>Basis, shares and names.</summary>
    public TierSettings Settings { get; }

    /// <summary>Rank at which each tier is cut (exclusive); the last is the number of customers.</summary>
    public int[] Ends { get; }

    /// <summary>Tier of each row of the summary, 0 = best, or <see cref="NoTier"/>.</summary>
    public byte[] TierOf { get; }

    /// <summary>Cuts the ranking into tiers.</summary>
    public static ValuePyramid Of(ValueRanking ranking, TierSettings settings) =>
        new(ranking, settings);

    /// <summary>The same cuts with other tiers for some customers, such as those of <see cref="Hysteresis"/>.</summary>
    /// <param name="tiers">A tier per row of the summary, or <see cref="NoTier"/> where the customer has none.</param>
    public ValuePyramid With(byte[] tiers) => new(this, tiers);

    /// <summary>
    /// The least value that reaches a tier or a better one, minor units; null where no customer is in it or above it.
    /// </summary>
    public Int128? CutOf(int tier) => Ends[tier] == 0 ? null : Ranking[Ends[tier] - 1];

    /// <summary>The rows of <c>pyramid.csv</c>, empty tiers too.</summary>
    public PyramidRow[] Rows()
    {
        var sums = new (int Customers, Int128 Value, Int128 Counted, Int128 Least)[Ends.Length];
        for (var rank = 0; rank < Ranking.Count; rank++)
        {
            var value = Ranking[rank];
            ref var sum = ref sums[TierOf[Ranking.Order[rank]]];
            sum = (
                sum.Customers + 1,
                sum.Value + value,
                sum.Counted + Int128.Max(value, 0),
                value // ranks descend: the last one seen is the least
            );
        }

        var rows = new PyramidRow[sums.Length];
        for (var tier = 0; tier < rows.Length; tier++)
        {
            var (customers, value, counted, least) = sums[tier];
            rows[tier] = new PyramidRow(
                Settings.Tiers[tier],
                customers,
                Ranking.Count == 0 ? 0 : (double)customers / Ranking.Count,
                Ranking.Amount(value),
                Ranking.Share(counted),
                customers == 0 ? null : Ranking.Amount(least),
                customers == 0 ? null : Ranking.Amount(value).ToDouble() / customers
            );
        }

        return rows;
    }

    private static int[] EndsOf(ValueRanking ranking, TierSettings settings)
    {
        var ends = new int[settings.Cumulative.Count];
        Int128 sum = 0;
        var rank = 0;
        for (var tier = 0; tier < ends.Length; tier++)
        {
            if (settings.By == TierBasis.Customers)
            {
                ends[tier] = ranking.TopCount(settings.Cumulative[tier]);
                continue;
            }

            // the smallest set whose sum is at least the share, compared without rounding
            var needed = Needed(ranking.CountedTotal, settings.Cumulative[tier]);
            for (; rank < ranking.Count && sum < needed; rank++)
            {
                sum += ranking[rank];
            }

            ends[tier] = rank;
        }

        ends[^1] = ranking.Count;
        return ends;
    }

    private static Int128 Needed(Int128 total, decimal percent)
    {
        var scale = (int)percent.Scale;
        var hundred = 100 * BigInteger.Pow(10, scale);
        var product = total * (BigInteger)(percent * (decimal)BigInteger.Pow(10, scale));
        return (Int128)((product + hundred - 1) / hundred);
    }
}

/// <summary>One tier.</summary>
/// <param name="Tier">Names.</param>
/// <param name="Customers">Number of customers.</param>
/// <param name="ShareCustomers">Share of the ranked customers.</param>
/// <param name="Value">Sum of values, negative ones included.</param>
/// <param name="ShareValue">Share of value, negative values counted as 0.</param>
/// <param name="MinValue">Smallest value in the tier; null where it is empty.</param>
/// <param name="MeanValue">Mean value in currency units; null where it is empty.</param>
public sealed record PyramidRow(
    Tier Tier,
    int Customers,
    double ShareCustomers,
    MoneyAmount Value,
    double ShareValue,
    MoneyAmount? MinValue,
    double? MeanValue
);
