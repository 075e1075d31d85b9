using Analytics.Core.Time;
using CsCheck;

namespace Analytics.Core.Tests.Time;

public class CalendarMonthTests
{
    [Fact]
    public void A_month_knows_its_days_and_its_text()
    {
        var month = CalendarMonth.Of(new DateOnly(2024, 2, 10).DayNumber);
        Assert.Equal("2024-02", month.ToString());
        Assert.Equal(new DateOnly(2024, 2, 1).DayNumber, month.FirstDay);
        Assert.Equal(new DateOnly(2024, 2, 29).DayNumber, month.LastDay);
        Assert.Equal("2025-01", new CalendarMonth(month.Number + 11).ToString());
    }

    [Fact]
    public void Every_day_lies_within_its_month() =>
        Gen.Int[0, new DateOnly(9999, 11, 30).DayNumber]
            .Sample(day =>
            {
                var month = CalendarMonth.Of(day);
                Assert.InRange(day, month.FirstDay, month.LastDay);
            });
}
