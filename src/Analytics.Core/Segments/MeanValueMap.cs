using Analytics.Core.Summaries;

namespace Analytics.Core.Segments;

/// <summary>
/// The rule map <c>value-8</c>: R, F and M each high or low against the mean of the raw values over scored customers. High is orders or
/// net amount at least the mean, days since the last purchase at most the mean; all three comparisons are exact.
/// </summary>
public sealed class MeanValueMap : SegmentMap
{
    // in order of the key 4 R + 2 F + M, each 1 where high
    private static readonly Segment[] ByKey =
    [
        new(
            "general-win-back",
            "一般挽留",
            "Leave them to the cheapest channel; a win-back rarely pays here."
        ),
        new(
            "important-win-back",
            "重要挽留",
            "Contact them personally: few orders long ago, but large ones."
        ),
        new(
            "general-keep",
            "一般保持",
            "Remind them of what they used to buy often, with small offers."
        ),
        new(
            "important-keep",
            "重要保持",
            "Find out why frequent and valuable buyers stopped, and make them an offer now."
        ),
        new("general-develop", "一般发展", "Help new and small buyers to a fitting second order."),
        new(
            "important-develop",
            "重要发展",
            "Make large but rare orders a habit with membership and follow-up offers."
        ),
        new(
            "general-value",
            "一般价值",
            "Raise the basket of loyal small buyers with bundles and thresholds."
        ),
        new(
            "important-value",
            "重要价值",
            "Give the best customers the best service and protect them from needless discounts."
        ),
    ];

    // printed from the most to the least valuable: key of each printed segment
    private static readonly int[] Printed =
    [
        0b111,
        0b011,
        0b101,
        0b001,
        0b110,
        0b010,
        0b100,
        0b000,
    ];

    /// <inheritdoc/>
    public override string Name => "value-8";

    /// <inheritdoc/>
    public override IReadOnlyList<Segment> Segments { get; } =
        Array.ConvertAll(Printed, key => ByKey[key]);

    /// <inheritdoc/>
    public override short[] Assign(SegmentInput input)
    {
        var summary = input.Summary;
        var rows = ScoredRows.Of(summary);
        var labels = new short[summary.Count];
        Array.Fill(labels, NoSegment);
        if (rows.Length == 0)
        {
            return labels;
        }

        Int128 days = 0,
            orders = 0,
            net = 0;
        foreach (var row in rows)
        {
            days += summary.DaysSinceLast(row);
            orders += summary.Orders[row];
            net += summary.Net[row];
        }

        // whole numbers: value <= sum / n exactly when value <= floor(sum / n), and value >= sum / n when value >= ceiling(sum / n)
        var mostDays = Floor(days, rows.Length);
        var leastOrders = -Floor(-orders, rows.Length);
        var leastNet = -Floor(-net, rows.Length);
        foreach (var row in rows)
        {
            var key =
                (summary.DaysSinceLast(row) <= mostDays ? 4 : 0)
                + (summary.Orders[row] >= leastOrders ? 2 : 0)
                + (summary.Net[row] >= leastNet ? 1 : 0);
            labels[row] = (short)Array.IndexOf(Printed, key);
        }

        return labels;
    }

    private static Int128 Floor(Int128 sum, int count)
    {
        var (quotient, remainder) = Int128.DivRem(sum, count);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
