using Analytics.Reports.Frames;
using Analytics.Reports.Pages;

namespace Analytics.Reports.Tests.Frames;

public class SegmentTierTableTests
{
    [Fact]
    public void Margins_are_sums_and_empty_segments_are_left_out()
    {
        var table = SegmentTierTable.Of(
            new SegmentTiers(["a", "empty", "b"], ["VIP", "small"], [1, 20, 0, 0, 3, 1400])
        );
        Assert.Equal(["segment", "VIP", "small", "all"], table.Columns);
        Assert.Equal(3, table.Rows.Count);
        Assert.Equal(["a", "1", "20", "21"], table.Rows[0]);
        Assert.Equal(["all", "4", "1,420", "1,424"], table.Rows[2]);
    }
}
