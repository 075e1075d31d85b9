using Analytics.Core.Money;
using Analytics.Core.Ordering;
using Analytics.Core.Summaries;

namespace Analytics.Core.Pyramid;

/// <summary>
/// The scored customers from the most to the least valuable, equal values in order of their ids. Negative values stand last; shares and
/// Gini count them as 0, and their number and sum are kept.
/// </summary>
public sealed class ValueRanking
{
    // by rank, so that sums walk through memory in order
    private readonly MoneyColumn _ranked;

    private ValueRanking(MoneyColumn values, int[] order)
    {
        (Values, Order) = (values, order);
        _ranked = values.Take(order);
        for (var rank = 0; rank < order.Length; rank++)
        {
            var value = _ranked[rank];
            if (value < 0)
            {
                Negatives++;
                NegativeSum += value;
            }
            else
            {
                CountedTotal += value;
            }
        }
    }

    /// <summary>Value of every customer of the summary, minor units.</summary>
    public MoneyColumn Values { get; }

    /// <summary>Summary rows by rank, best first; only scored customers.</summary>
    public int[] Order { get; }

    /// <summary>Number of ranked customers.</summary>
    public int Count => Order.Length;

    /// <summary>Sum of the values that are not negative: what shares are shares of.</summary>
    public Int128 CountedTotal { get; }

    /// <summary>Number of customers with a negative value.</summary>
    public int Negatives { get; }

    /// <summary>Sum of the negative values.</summary>
    public Int128 NegativeSum { get; }

    /// <summary>Ranks the scored customers of a summary.</summary>
    /// <param name="summary">The customers.</param>
    /// <param name="values">Their values: net amount, margin, contribution or modelled value; one per row.</param>
    public static ValueRanking Of(SummaryColumns summary, MoneyColumn values) =>
        Of(ScoredRows.Of(summary), values);

    /// <summary>Ranks some rows.</summary>
    /// <param name="rows">Rows that take part, ascending.</param>
    /// <param name="values">One value per row of the whole table.</param>
    public static ValueRanking Of(int[] rows, MoneyColumn values) =>
        new(values, RankOrder.Descending(values, rows));

    /// <summary>Value at a rank (0 = best), minor units.</summary>
    public Int128 this[int rank] => _ranked[rank];

    /// <summary>A sum of counted values as a share of the total; 0 where the total is 0.</summary>
    public double Share(Int128 counted) =>
        CountedTotal == 0 ? 0 : (double)counted / (double)CountedTotal;

    /// <summary>An amount in the scale of the values.</summary>
    public MoneyAmount Amount(Int128 units) => new(units, Values.Scale);

    /// <summary>Sums of the first customers, negative values counted as 0.</summary>
    /// <param name="counts">Numbers of customers, ascending, each 0 to <see cref="Count"/>.</param>
    public Int128[] CountedSums(ReadOnlySpan<int> counts)
    {
        var sums = new Int128[counts.Length];
        Int128 sum = 0;
        var rank = 0;
        for (var i = 0; i < sums.Length; i++)
        {
            for (; rank < counts[i]; rank++)
            {
                var value = this[rank];
                sum += value < 0 ? 0 : value;
            }

            sums[i] = sum;
        }

        return sums;
    }

    /// <summary>True sums of the customers between neighbouring ends.</summary>
    /// <param name="ends">Ends of groups of ranks, ascending.</param>
    public Int128[] GroupSums(ReadOnlySpan<int> ends)
    {
        var sums = new Int128[ends.Length];
        var rank = 0;
        for (var i = 0; i < sums.Length; i++)
        {
            for (; rank < ends[i]; rank++)
            {
                sums[i] += this[rank];
            }
        }

        return sums;
    }

    /// <summary>The first <paramref name="percent"/> percent of the customers, rounded to the nearest, halves up.</summary>
    public int TopCount(decimal percent) =>
        (int)Math.Round(Count * percent / 100, MidpointRounding.AwayFromZero);
}
