using Analytics.Reports.Pages;

namespace Analytics.Reports.Tests.Pages;

public class WordingTests
{
    [Theory]
    [InlineData(0, "no customers")]
    [InlineData(1, "one customer")]
    [InlineData(10, "ten customers")]
    [InlineData(12345, "12,345 customers")]
    public void Small_counts_are_words(long count, string expected) =>
        Assert.Equal(expected, Wording.Count(count, "customer"));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.0001, "under 0.1 %")]
    [InlineData(0.0123, "1.2 %")]
    [InlineData(0.0999, "10 %")]
    [InlineData(0.5, "50 %")]
    [InlineData(1, "100 %")]
    public void Shares_have_a_decimal_where_it_tells_something(double share, string expected) =>
        Assert.Equal(expected, Wording.Percent(share));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(12.345, "12.35")]
    [InlineData(-742318.4, "-742,318")]
    [InlineData(999_949, "999,949")]
    [InlineData(999_950, "1.00 million")]
    [InlineData(8300065.814, "8.30 million")]
    [InlineData(2.5e9, "2.50 billion")]
    public void Money_is_rounded_sensibly(double amount, string expected)
    {
        Assert.Equal(expected, Wording.Money(amount, ""));
        Assert.Equal(expected + " GBP", Wording.Money(amount, "GBP"));
    }

    [Theory]
    [InlineData(950, "950")]
    [InlineData(9_999, "9,999")]
    [InlineData(12_345, "12.3k")]
    [InlineData(-1_500_000, "-1.5M")]
    public void Labels_are_short(double amount, string expected) =>
        Assert.Equal(expected, Wording.Short(amount));
}
