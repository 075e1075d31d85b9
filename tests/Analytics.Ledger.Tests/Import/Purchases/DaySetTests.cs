using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Tests.Import.Purchases;

public sealed class DaySetTests
{
    private static readonly int Last = DateOnly.MaxValue.DayNumber;

    [Fact]
    public void The_latest_day_before_a_limit_is_found_whatever_the_order_of_arrival()
    {
        int[] days = [738_000, 738_063, 737_999, 63, 64, 0, 1_000_000];
        var set = new DaySet();
        foreach (var day in days)
        {
            set.Add(day);
        }

        foreach (var limit in days.SelectMany(d => new[] { d, d + 1, d + 64 }).Append(Last + 1))
        {
            Assert.Equal(
                days.Where(d => d < limit).DefaultIfEmpty(-1).Max(),
                set.LastBefore(limit)
            );
        }
    }

    [Fact]
    public void A_joined_set_holds_the_days_of_both()
    {
        var (one, other) = (new DaySet(), new DaySet());
        one.Add(Last);
        other.Add(5);
        other.Add(720_000);

        one.Add(other);

        Assert.Equal(Last, one.LastBefore(Last + 1));
        Assert.Equal(720_000, one.LastBefore(Last));
        Assert.Equal(5, one.LastBefore(720_000));
        Assert.Equal(-1, one.LastBefore(5));
    }

    [Fact]
    public void An_empty_set_has_no_day() => Assert.Equal(-1, new DaySet().LastBefore(Last + 1));
}
