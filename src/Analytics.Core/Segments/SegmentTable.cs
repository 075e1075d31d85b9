using Analytics.Core.Money;
using Analytics.Core.Summaries;

namespace Analytics.Core.Segments;

/// <summary>The rows of <c>segments.csv</c>: every segment of a map, empty ones too, in the map's order.</summary>
public static class SegmentTable
{
    /// <summary>Counts and means per segment over the customers that have one.</summary>
    /// <param name="map">The map.</param>
    /// <param name="labels">What <see cref="SegmentMap.Assign"/> gave.</param>
    /// <param name="summary">The customers.</param>
    public static SegmentRow[] Of(
        SegmentMap map,
        ReadOnlySpan<short> labels,
        SummaryColumns summary
    )
    {
        var sums = new (long Customers, Int128 Net, long Days, long Orders)[map.Segments.Count];
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] == SegmentMap.NoSegment)
            {
                continue;
            }

            ref var sum = ref sums[labels[row]];
            sum.Customers++;
            sum.Net += summary.Net[row];
            sum.Days += summary.DaysSinceLast(row);
            sum.Orders += summary.Orders[row];
        }

        var customers = sums.Sum(sum => sum.Customers);
        var net = sums.Aggregate((Int128)0, (all, sum) => all + sum.Net);
        var rows = new SegmentRow[sums.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var sum = sums[i];
            var amount = new MoneyAmount(sum.Net, summary.MoneyScale);
            double? Mean(double total) => sum.Customers == 0 ? null : total / sum.Customers;
            rows[i] = new SegmentRow(
                map.Segments[i],
                (int)sum.Customers,
                customers == 0 ? 0 : (double)sum.Customers / customers,
                amount,
                net == 0 ? 0 : (double)sum.Net / (double)net,
                Mean(sum.Days),
                Mean(sum.Orders),
                Mean(amount.ToDouble())
            );
        }

        return rows;
    }
}

/// <summary>One segment.</summary>
/// <param name="Segment">Names and advice.</param>
/// <param name="Customers">Number of customers.</param>
/// <param name="ShareCustomers">Share of all customers with a segment; the shares sum to 1.</param>
/// <param name="NetAmount">Sum of net amounts.</param>
/// <param name="ShareAmount">Share of the net amount of all; 0 where that sum is 0. Negative where the segment returned more than it bought.</param>
/// <param name="MeanDays">Mean days since the last purchase; null for an empty segment.</param>
/// <param name="MeanOrders">Mean number of orders; null for an empty segment.</param>
/// <param name="MeanAmount">Mean net amount in currency units; null for an empty segment.</param>
public sealed record SegmentRow(
    Segment Segment,
    int Customers,
    double ShareCustomers,
    MoneyAmount NetAmount,
    double ShareAmount,
    double? MeanDays,
    double? MeanOrders,
    double? MeanAmount
);
