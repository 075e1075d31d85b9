using System.Globalization;
using System.Text;
using Analytics.Ledger.Import;
using CsCheck;

namespace Analytics.Ledger.Tests.Import;

public class DateLiteralTests
{
    private static readonly Gen<DateOnly> Day = Gen.Int[0, DateOnly.MaxValue.DayNumber]
        .Select(DateOnly.FromDayNumber);

    private static readonly Gen<string> Time = Gen.OneOf(
        "",
        " ",
        "T00:00:00",
        " 8:26",
        " 23:59:59.9999999",
        "T08:26:00Z",
        "t08:26:00+08:00",
        " 08:26:00 -0400",
        " 8:26 PM",
        ", 08:26",
        " 08:26:00 UTC"
    );

    [Fact]
    public void Every_day_of_the_calendar_is_the_day_of_the_base_library()
    {
        for (var number = 0; number <= DateOnly.MaxValue.DayNumber; number++)
        {
            var day = DateOnly.FromDayNumber(number);
            Assert.True(DateLiteral.TryDay(day.Year, day.Month, day.Day, out var found));
            Assert.Equal(number, found);
        }
    }

    [Fact]
    public void Days_that_do_not_exist_are_refused() =>
        Gen.Select(Gen.Int[-1, 10_001], Gen.Int[-1, 14], Gen.Int[-1, 33])
            .Sample(
                (year, month, dayOfMonth) =>
                {
                    var exists =
                        year is >= 1 and <= 9999
                        && month is >= 1 and <= 12
                        && dayOfMonth >= 1
                        && dayOfMonth <= DateTime.DaysInMonth(year, month);
                    Assert.Equal(exists, DateLiteral.TryDay(year, month, dayOfMonth, out _));
                },
                iter: 20_000
            );

    [Theory]
    [InlineData(DateOrder.Ymd, "yyyy-MM-dd")]
    [InlineData(DateOrder.Ymd, "yyyy/M/d")]
    [InlineData(DateOrder.Ymd, "yyyy.MM.dd")]
    [InlineData(DateOrder.Ymd, "yyyy年M月d日")]
    [InlineData(DateOrder.Compact, "yyyyMMdd")]
    [InlineData(DateOrder.Dmy, "dd/MM/yyyy")]
    [InlineData(DateOrder.Dmy, "d.M.yyyy")]
    [InlineData(DateOrder.Dmy, "d-M-yyyy")]
    [InlineData(DateOrder.Mdy, "MM/dd/yyyy")]
    [InlineData(DateOrder.Mdy, "M-d-yyyy")]
    [InlineData(DateOrder.MonthName, "d MMM yyyy")]
    [InlineData(DateOrder.MonthName, "dd-MMM-yyyy")]
    [InlineData(DateOrder.MonthName, "MMM d, yyyy")]
    [InlineData(DateOrder.MonthName, "d MMMM yyyy")]
    [InlineData(DateOrder.MonthName, "yyyy-MMM-dd")]
    public void A_written_day_is_read_back_with_or_without_a_time(
        DateOrder order,
        string pattern
    ) =>
        Gen.Select(Day, Time)
            .Sample(
                (day, time) =>
                {
                    var text = day.ToString(pattern, CultureInfo.InvariantCulture) + time;
                    Assert.Equal(day.DayNumber, Parse(text, new DateFormat(order)));
                    Assert.Equal(day.DayNumber, Parse($" {text}\t", new DateFormat(order)));
                    Assert.Equal(day.DayNumber, Parse($"\u00A0{text}", new DateFormat(order)));
                },
                iter: 300
            );

    [Fact]
    public void A_time_may_follow_the_chinese_day_at_once() =>
        Assert.Equal(
            new DateOnly(2024, 3, 5).DayNumber,
            Parse("2024年3月5日08:30:00", new DateFormat(DateOrder.Ymd))
        );

    [Theory]
    [InlineData("05/03/69", 2069)]
    [InlineData("05/03/70", 1970)]
    [InlineData("05/03/11", 2011)]
    public void Two_digits_of_a_year_turn_at_70(string text, int year)
    {
        Assert.Equal(
            new DateOnly(year, 3, 5).DayNumber,
            Parse(text, new DateFormat(DateOrder.Dmy))
        );
        Assert.Equal(
            new DateOnly(year, 5, 3).DayNumber,
            Parse(text, new DateFormat(DateOrder.Mdy))
        );
    }

    [Fact]
    public void A_pattern_reads_what_no_order_reads() =>
        Assert.Equal(
            new DateOnly(2011, 12, 9).DayNumber,
            Parse("20111209082600", new DateFormat(DateOrder.Pattern, "yyyyMMddHHmmss"))
        );

    [Theory]
    [InlineData(DateOrder.Ymd, "2011-02-29")]
    [InlineData(DateOrder.Ymd, "2011-13-01")]
    [InlineData(DateOrder.Ymd, "11-12-09")]
    [InlineData(DateOrder.Ymd, "2011-12")]
    [InlineData(DateOrder.Ymd, "2011-12-09x")]
    [InlineData(DateOrder.Ymd, "2011-12-091")]
    [InlineData(DateOrder.Ymd, "2011-12-09 25:00")]
    [InlineData(DateOrder.Ymd, "2011-12-09 08:61")]
    [InlineData(DateOrder.Ymd, "2011-12-09 0826")]
    [InlineData(DateOrder.Ymd, "")]
    [InlineData(DateOrder.Compact, "2011129")]
    [InlineData(DateOrder.Compact, "201112091")]
    [InlineData(DateOrder.Compact, "20111309")]
    [InlineData(DateOrder.Dmy, "13/13/2011")]
    [InlineData(DateOrder.Dmy, "1/2/111")]
    [InlineData(DateOrder.Dmy, "1/2-2011")]
    [InlineData(DateOrder.Mdy, "31/12/2011")]
    [InlineData(DateOrder.MonthName, "31 Foo 2011")]
    [InlineData(DateOrder.MonthName, "Dec 2011")]
    [InlineData(DateOrder.MonthName, "30 Feb 2011")]
    public void What_is_no_date_is_none(DateOrder order, string text) =>
        Assert.Null(Parse(text, new DateFormat(order)));

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen
            .Byte.Array[0, 30]
            .Sample(
                bytes =>
                {
                    foreach (var order in Enum.GetValues<DateOrder>())
                    {
                        _ = DateLiteral.TryParse(bytes, new DateFormat(order, "dd.MM.yyyy"), out _);
                    }
                },
                iter: 5_000
            );

    private static int? Parse(string text, DateFormat format) =>
        DateLiteral.TryParse(Encoding.UTF8.GetBytes(text), format, out var day) ? day : null;
}
