using Analytics.Core.Faults;
using Analytics.Core.Segments;
using Analytics.Core.Summaries;
using Analytics.Core.Tests.Data;
using CsCheck;

namespace Analytics.Core.Tests.Segments;

public class SegmentMapTests
{
    private const string Header = "segment,name_zh,r,f,m,advice";

    [Theory]
    [InlineData("classic-10", 10, 0)]
    [InlineData("r-rfm", 11, 20)]
    [InlineData("value-8", 8, 0)]
    [InlineData("lifecycle-4", 4, 0)]
    public void Built_in_maps_are_complete(string name, int segments, int overlaps)
    {
        var map = SegmentMaps.Get(name, 5);
        Assert.Equal(name, map.Name);
        Assert.Equal(segments, map.Segments.Count);
        Assert.Equal(
            segments,
            map.Segments.DistinctBy(s => s.Name, StringComparer.Ordinal).Count()
        );
        Assert.All(
            map.Segments,
            segment =>
            {
                Assert.Matches(@"^[\u4e00-\u9fff]+$", segment.ChineseName);
                Assert.EndsWith(".", segment.Advice, StringComparison.Ordinal);
            }
        );
        Assert.Equal(overlaps, map is ScoreRangeMap ranges ? ranges.Overlaps.Count : 0);
    }

    [Fact]
    public void Classic_10_is_a_partition_of_recency_and_frequency()
    {
        var map = (ScoreRangeMap)SegmentMaps.Get("classic-10", 5);
        string[] expected =
        [
            "Hibernating Hibernating At Risk At Risk Can't Lose",
            "Hibernating Hibernating At Risk At Risk Can't Lose",
            "About To Sleep About To Sleep Need Attention Loyal Loyal",
            "Promising Potential Loyalist Potential Loyalist Loyal Loyal",
            "New Potential Loyalist Potential Loyalist Champions Champions",
        ];
        for (var r = 1; r <= 5; r++)
        {
            for (var m = 1; m <= 5; m++)
            {
                var names = Enumerable
                    .Range(1, 5)
                    .Select(f => map.Segments[map.SegmentOf(r, f, m)].Name);
                Assert.Equal(expected[r - 1], string.Join(' ', names));
            }
        }
    }

    [Fact]
    public void An_unknown_map_is_refused_with_the_nearest_name()
    {
        var fault = Assert.Throws<UsageFault>(() => SegmentMaps.Get("clasic-10", 5));
        Assert.Contains("did you mean 'classic-10'?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_range_maps_refuse_another_number_of_bins_and_rule_maps_do_not()
    {
        var fault = Assert.Throws<UsageFault>(() => SegmentMaps.Get("r-rfm", 4));
        Assert.Contains("scores 1 to 5, but 4 bins", fault.Message, StringComparison.Ordinal);
        Assert.Equal("value-8", SegmentMaps.Get("value-8", 4).Name);
    }

    [Theory]
    [InlineData("A,,4-6,*,*,", "row 2 has '4-6' in column r")]
    [InlineData("A,,*,5-4,*,", "row 2 has '5-4' in column f")]
    [InlineData("A,,*,*,,", "row 2 has '' in column m")]
    [InlineData(",,*,*,*,", "row 2 has no segment name")]
    [InlineData("A,,1-4,*,*,", "has no row for R 5, F 1, M 1")]
    [InlineData("A,,*,*,1-2,|B,,3,2,2,|C,,*,*,*,", "row 3 (B) can never be reached")]
    [InlineData("A,,*,*,*,|B,,3,2,2,", "row 3 stands after the row of three *")]
    [InlineData("", "has no rows")]
    public void A_map_that_cannot_work_says_why(string rows, string expected)
    {
        var fault = Assert.Throws<UsageFault>(() => Map(rows));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_row_wins_and_overlaps_are_listed()
    {
        var map = Map("A,,4-5,*,*,|B,,3-5,1,*,|A,,3,2-5,*,|Rest,,*,*,*,");
        Assert.Equal(["A", "B", "Rest"], map.Segments.Select(s => s.Name).ToArray());
        Assert.Equal([new SegmentOverlap(2, 3, 10)], map.Overlaps);
        Assert.Equal((0, 1), (map.SegmentOf(5, 1, 3), map.SegmentOf(3, 1, 3)));
        Assert.Equal((0, 2), (map.SegmentOf(3, 2, 3), map.SegmentOf(1, 2, 3)));
    }

    [Fact]
    public void Columns_of_an_own_map_may_stand_in_any_order()
    {
        string[][] rows =
        [
            ["m", "f", "r", "segment"],
            ["*", "*", "1-2", "Low"],
            ["*", "*", "3", "High"],
        ];
        var map = ScoreRangeMap.Read("own", rows, 3);
        Assert.Equal("High", map.Segments[map.SegmentOf(3, 1, 1)].Name);
        string[][] wrong =
        [
            ["segment", "r", "f", "n"],
        ];
        Assert.Throws<UsageFault>(() => ScoreRangeMap.Read("own", wrong, 3));
    }

    [Theory]
    [InlineData("classic-10")]
    [InlineData("r-rfm")]
    [InlineData("value-8")]
    [InlineData("lifecycle-4")]
    public void Every_scored_customer_is_in_exactly_one_segment(string name) =>
        Generated.DaysWithPurchases.Sample(
            days =>
            {
                var map = SegmentMaps.Get(name, 5);
                var input = Input(days, Generated.AsOf);
                var labels = map.Assign(input);
                for (var row = 0; row < labels.Length; row++)
                {
                    Assert.Equal(input.Summary.IsScored(row), labels[row] >= 0);
                }

                var table = SegmentTable.Of(map, labels, input.Summary);
                Assert.Equal(input.Scores.Scored, table.Sum(row => row.Customers));
                // sums of at most eleven shares
                Assert.Equal(1, table.Sum(row => row.ShareCustomers), 1e-12);
                var net = ScoredRows.Of(input.Summary).Sum(row => (long)input.Summary.Net[row]);
                Assert.Equal(
                    net,
                    (long)table.Aggregate((Int128)0, (s, r) => s + r.NetAmount.Units)
                );
                if (net != 0)
                {
                    // shares may be large and of both signs where returns nearly cancel purchases
                    Assert.Equal(1, table.Sum(row => row.ShareAmount), 1e-6);
                }
            },
            iter: 150
        );

    [Fact]
    public void Value_8_compares_with_the_exact_mean()
    {
        // mean order count 4/3, mean amount 1.00, mean days 1: the middle customer stands exactly on two of the three
        var days = new DaysBuilder()
            .Buy("a", 10, 50)
            .Buy("a", 10, 50)
            .Buy("b", 9, 100)
            .Buy("c", 8, 100)
            .Build();
        var map = SegmentMaps.Get("value-8", 5);
        var labels = map.Assign(Input(days, 10));
        Assert.Equal(
            ["important-value", "important-develop", "important-win-back"],
            labels.Select(label => map.Segments[label].Name).ToArray()
        );
    }

    [Fact]
    public void An_empty_segment_has_no_means()
    {
        var input = Input(new DaysBuilder().Buy("a", 1, 0).Build(), 1);
        var map = SegmentMaps.Get("value-8", 5);
        var table = SegmentTable.Of(map, map.Assign(input), input.Summary);
        Assert.Equal(
            (1, 1.0, 0.0),
            (table[0].Customers, table[0].MeanOrders, table[0].ShareAmount)
        );
        Assert.Null(table[1].MeanDays);
    }

    [Fact]
    public void The_published_orders_give_the_published_segments()
    {
        if (RealData.RfmOrders() is not { } days)
        {
            return;
        }

        var input = Input(days, RealData.Day(2006, 12, 31));
        Assert.Equal(
            "Champions 99 Loyal 169 Potential Loyalist 146 New 30 Promising 31 Need Attention 46 About To Sleep 76 At Risk 136 Can't Lose 22 Hibernating 240",
            Counts("classic-10", input)
        );
        Assert.Equal(
            "Champions 35 Potential Loyalist 341 Loyal 171 Promising 9 New 104 Can't Lose 48 At Risk 28 Need Attention 10 About To Sleep 101 Lost 148 Others 0",
            Counts("r-rfm", input)
        );
    }

    internal static SegmentInput Input(CustomerDays days, int asOf)
    {
        var summary = RfmScorerTests.Summary(days, asOf);
        return new SegmentInput(
            summary,
            RfmScorer.Score(summary, new RfmSettings(), 1),
            Lifecycle.Of(days, summary, [], 1)
        );
    }

    private static string Counts(string name, SegmentInput input)
    {
        var map = SegmentMaps.Get(name, 5);
        return string.Join(
            ' ',
            SegmentTable
                .Of(map, map.Assign(input), input.Summary)
                .Select(row => FormattableString.Invariant($"{row.Segment.Name} {row.Customers}"))
        );
    }

    private static ScoreRangeMap Map(string rows) =>
        ScoreRangeMap.Read(
            "own",
            rows.Split('|', StringSplitOptions.RemoveEmptyEntries)
                .Prepend(Header)
                .Select(row => row.Split(',')),
            5
        );
}
