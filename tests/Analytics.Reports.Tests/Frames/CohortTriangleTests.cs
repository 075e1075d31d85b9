using Analytics.Core.Cohorts;
using Analytics.Core.Time;
using Analytics.Reports.Frames;
using Analytics.Reports.Tests.Data;

namespace Analytics.Reports.Tests.Frames;

public class CohortTriangleTests
{
    [Fact]
    public void Every_row_of_the_long_table_is_one_cell()
    {
        var rows = Shop.Report(300, 12).Retention!;
        var triangle = CohortTriangle.Of(rows, 24);
        Assert.False(triangle.IsCut);
        Assert.Equal(rows.Sum(r => r.Customers), triangle.Cells.Sum(c => c.Customers));
        Assert.Equal(rows.Count, triangle.Cells.Count);
    }

    [Fact]
    public void The_newest_cohorts_stay_where_there_are_too_many()
    {
        var triangle = CohortTriangle.Of(Shop.Report(300, 30).Retention!, 6);
        Assert.True(triangle.IsCut);
        Assert.Equal((6, 6), (triangle.Cohorts.Count, triangle.Months));
        Assert.Equal("2024-12", triangle.Cohorts[^1]);
    }

    [Fact]
    public void A_month_that_is_not_over_bears_a_star()
    {
        var month = new CalendarMonth((12 * 2024) + 9);
        RetentionRow[] rows =
        [
            new(month, month, 0, 40, 1, true),
            new(month, new CalendarMonth(month.Number + 1), 1, 10, 0.25, false),
        ];
        var table = CohortTriangle.Of(rows, 24).ToTable();
        Assert.Equal(["cohort", "customers", "m1"], table.Columns);
        Assert.Equal(["2024-10", "40", "25.0*"], table.Rows.Single());
    }
}
