using System.Numerics;
using Analytics.Core.Segments;
using CsCheck;

namespace Analytics.Core.Tests.Segments;

public class CutTests
{
    [Theory]
    [InlineData(1482, 5, "296.4")]
    [InlineData(114, 1, "114")]
    [InlineData(-5, 2, "-2.5")]
    [InlineData(0, 7, "0")]
    [InlineData(1, 3, "0.33333333333333333")]
    [InlineData(200, 3, "66.666666666666667")]
    [InlineData(1, 1000, "0.001")]
    public void Text_is_exact_where_the_fraction_ends(
        int numerator,
        int denominator,
        string text
    ) => Assert.Equal(text, Cut.Of(numerator, denominator).ToText(2));

    [Fact]
    public void Printed_cuts_have_the_same_values_above_them() =>
        Gen.Select(Gen.Long, Gen.Int[3, 10], Gen.Int[0, 6])
            .Sample(
                (numerator, bins, scale) =>
                {
                    var cut = Cut.Of(numerator, bins * BigInteger.Pow(10, scale));
                    Assert.True(Cut.TryParse(cut.ToText(scale), out var back));
                    Assert.Equal(cut.Floor(scale), back.Floor(scale));
                }
            );

    [Fact]
    public void The_floor_is_the_largest_value_that_is_not_above() =>
        Gen.Select(Gen.Int, Gen.Int[1, 10_000], Gen.Int[0, 3])
            .Sample(
                (numerator, denominator, scale) =>
                {
                    var cut = Cut.Of(numerator, denominator);
                    var floor = cut.Floor(scale);
                    var unit = BigInteger.Pow(10, scale);
                    Assert.True(Cut.Of(floor, unit) <= cut);
                    Assert.True(Cut.Of((BigInteger)floor + 1, unit) > cut);
                }
            );

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData(" 4")]
    public void What_is_not_a_plain_number_is_not_read(string text) =>
        Assert.False(Cut.TryParse(text, out _));
}
