using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using Analytics.Core.Segments;
using Analytics.Core.Summaries;
using Analytics.Core.Tests.Data;
using Analytics.Core.Tests.Segments;
using CsCheck;

namespace Analytics.Core.Tests.Pyramid;

public class MigrationTests
{
    [Fact]
    public void Labels_are_joined_by_id()
    {
        var before = Labels(["A", "B"], ("a", 0, 10), ("b", 1, 20), ("d", 1, 40), ("e", -1, 1));
        var after = Labels(["A", "B"], ("b", 0, 21), ("c", 1, 31), ("d", 1, 41), ("f", -1, 1));
        Assert.Equal(
            ["tier A gone 1 0.10", "tier B A 1 0.21", "tier B B 1 0.41", "tier new B 1 0.31"],
            Migration.Between("tier", before, after).Select(Text).ToArray()
        );
        Assert.Equal([1, -1, 1, -1], before.AlignedTo(after.Ids));
    }

    [Fact]
    public void Margins_of_tier_moves_are_the_tiers_of_both_days() =>
        Gen.Select(Generated.DaysWithPurchases, Gen.Int[0, Generated.Span])
            .Sample(
                (days, offset) =>
                {
                    var (early, late) = (Generated.FirstDay + offset, Generated.AsOf);
                    var rows = TierMigration.Between(
                        RfmScorerTests.Summary(days, early),
                        RfmScorerTests.Summary(days, late),
                        TierSettings.ByValue
                    );
                    foreach (var tier in TiersAt(days, late))
                    {
                        var moved = rows.Where(r => r.To == tier.Tier.Name).ToList();
                        Assert.Equal(tier.Customers, moved.Sum(r => r.Customers));
                        Assert.Equal(
                            tier.Value.Units,
                            moved.Aggregate((Int128)0, (s, r) => s + r.NetAmount.Units)
                        );
                    }

                    foreach (var tier in TiersAt(days, early))
                    {
                        var moved = rows.Where(r => r.From == tier.Tier.Name);
                        Assert.Equal(tier.Customers, moved.Sum(r => r.Customers));
                    }
                },
                iter: 150
            );

    [Theory]
    [InlineData("classic-10")]
    [InlineData("lifecycle-4")]
    public void Segment_moves_end_in_the_segments_of_the_later_day(string name) =>
        Gen.Select(Generated.DaysWithPurchases, Gen.Int[-1, Generated.Span])
            .Sample(
                (days, offset) =>
                {
                    var map = SegmentMaps.Get(name, 5);
                    var rows = SegmentMigration.Between(
                        days,
                        RfmScorerTests.Summary(days, Generated.FirstDay + offset),
                        RfmScorerTests.Summary(days, Generated.AsOf),
                        new RfmSettings(),
                        map,
                        1
                    );
                    var input = SegmentMapTests.Input(days, Generated.AsOf);
                    var table = SegmentTable.Of(map, map.Assign(input), input.Summary);
                    foreach (var segment in table)
                    {
                        var moved = rows.Where(r => r.To == segment.Segment.Name);
                        Assert.Equal(segment.Customers, moved.Sum(r => r.Customers));
                    }

                    Assert.DoesNotContain(rows, r => r.To == Migration.Gone);
                },
                iter: 100
            );

    private static PyramidRow[] TiersAt(CustomerDays days, int day)
    {
        var summary = RfmScorerTests.Summary(days, day);
        return ValuePyramid.Of(ValueRanking.Of(summary, summary.Net), TierSettings.ByValue).Rows();
    }

    private static LabelColumn Labels(
        string[] names,
        params (string Id, int Label, long Net)[] rows
    ) =>
        new()
        {
            Ids = CustomerIds.FromTexts([.. rows.Select(r => r.Id)]),
            Names = names,
            Label = [.. rows.Select(r => (short)r.Label)],
            Net = new MoneyColumn([.. rows.Select(r => r.Net)], 2),
        };

    private static string Text(MigrationRow row) =>
        FormattableString.Invariant(
            $"{row.Kind} {row.From} {row.To} {row.Customers} {row.NetAmount}"
        );
}
